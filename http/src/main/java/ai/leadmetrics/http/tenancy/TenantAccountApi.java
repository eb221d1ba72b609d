package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.FileAnswer;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Cancel;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.TenantStanding;
import ai.leadmetrics.streams.tenancy.ExportStore;
import ai.leadmetrics.streams.tenancy.TenantStore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where a tenant stands, its data to take along, and its end. */
public final class TenantAccountApi {
  private static final Duration FURTHEST = Duration.ofDays(400);

  private final TenantStore tenants;
  private final ExportStore exports;
  private final Commands commands;
  private final Clock clock;

  public TenantAccountApi(
      TenantStore tenants, ExportStore exports, Commands commands, Clock clock) {
    this.tenants = tenants;
    this.exports = exports;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * @param confirm the tenant's id, typed, so that nobody closes an account by a slip
   * @param effectiveAt at once where it is absent
   */
  record CloseAccountRequest(
      @NotBlank @Size(max = 64) String confirm, @Nullable Instant effectiveAt) {}

  record CloseAccount(@Body CloseAccountRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/account", "getAccount", "Where the tenant of this session stands")
            .signedIn()
            .always()
            .answers(TenantStanding.class, (caller, _) -> standing(caller)),
        Endpoint.post("/api/v1/account/close", "closeAccount", "Cancel the tenant")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .inPerson()
            .takes(CloseAccount.class)
            .accepts(this::close),
        Endpoint.get("/api/v1/account/export", "exportAccount", "The tenant's data as a zip file")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .servesFile((caller, _) -> export(caller)));
  }

  private CompletionStage<TenantStanding> standing(Caller caller) {
    var tenant = caller.session().tenant();
    if (tenant == null) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
    return tenants
        .facts(tenant)
        .thenApply(Found::require)
        .thenApply(TenantFacts::standing)
        .thenApply(TenantStanding::of);
  }

  private CompletionStage<?> close(Caller.OfTenant caller, CloseAccount request) {
    var now = clock.instant();
    var when = request.body().effectiveAt();
    if (!request.body().confirm().strip().equals(caller.tenant().value())) {
      throw ProblemException.invalid(
          "confirm", "invalid", "type the account's id: " + caller.tenant());
    }
    if (when != null && when.isAfter(now.plus(FURTHEST))) {
      throw ProblemException.invalid("effectiveAt", "invalid", "is too far away");
    }
    return commands.send(
        caller,
        EntityId.ofTenant(caller.tenant()),
        new Cancel(now, when == null || when.isBefore(now) ? now : when));
  }

  private CompletionStage<FileAnswer> export(Caller.OfTenant caller) {
    return exports
        .zip(caller.tenant())
        .thenApply(
            zip ->
                new FileAnswer(
                    "application/zip", caller.tenant() + "-export.zip", Found.require(zip)));
  }
}
