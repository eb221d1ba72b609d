package ai.leadmetrics.http.ops;

import ai.leadmetrics.http.kit.ApiJson;
import ai.leadmetrics.http.kit.Csv;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.FileAnswer;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.ops.AuditEntry;
import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import ai.leadmetrics.streams.ops.AuditStore;
import ai.leadmetrics.streams.ops.AuditStore.Filter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The audit log: of a tenant for its admins, of everybody for the platform. */
public final class AuditApi {
  private static final String PATH = "/api/v1/audit";
  private static final String OPS_PATH = "/api/v1/ops/audit";
  private static final List<String> HEADER =
      List.of(
          "at",
          "tenant",
          "actor",
          "actor_name",
          "impersonator",
          "action",
          "target",
          "outcome",
          "address",
          "request",
          "changes");

  private final AuditStore log;

  public AuditApi(AuditStore log) {
    this.log = log;
  }

  record ListAudit(
      @Query(doc = "A user id, or part of a name") @Nullable @Size(max = 100) String actor,
      @Query(doc = "An endpoint's id or an event's type") @Nullable @Size(max = 100) String action,
      @Query @Nullable @Size(max = 100) String target,
      @Query(doc = "The earliest moment") @Nullable Instant from,
      @Query(doc = "The first moment that is too late") @Nullable Instant to,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {

    Filter of(@Nullable TenantId tenant) {
      return new Filter(tenant, actor, action, target, from, to);
    }
  }

  record ListAllAudit(
      @Query @Nullable TenantId tenant,
      @Query(doc = "A user id, or part of a name") @Nullable @Size(max = 100) String actor,
      @Query(doc = "An endpoint's id or an event's type") @Nullable @Size(max = 100) String action,
      @Query @Nullable @Size(max = 100) String target,
      @Query(doc = "The earliest moment") @Nullable Instant from,
      @Query(doc = "The first moment that is too late") @Nullable Instant to,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {

    Filter filter() {
      return new Filter(tenant, actor, action, target, from, to);
    }
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listAudit", "Who did what in this business, the latest first")
            .tenant(Permission.AUDIT_READ)
            .always()
            .takes(ListAudit.class)
            .pages(
                AuditEntry.class,
                (caller, request) ->
                    list(request.of(caller.tenant()), request.limit(), request.cursor())),
        Endpoint.get(PATH + "/export", "exportAudit", "The audit log as a table")
            .tenant(Permission.AUDIT_READ)
            .always()
            .rate(RateClass.WRITE)
            .takes(ListAudit.class)
            .servesFile((caller, request) -> export(request.of(caller.tenant()))),
        Endpoint.get(OPS_PATH, "listAllAudit", "Who did what anywhere, the latest first")
            .platform(Permission.AUDIT_READ_ALL)
            .takes(ListAllAudit.class)
            .pages(
                AuditEntry.class,
                (_, request) -> list(request.filter(), request.limit(), request.cursor())),
        Endpoint.get(OPS_PATH + "/export", "exportAllAudit", "The audit log of all as a table")
            .platform(Permission.AUDIT_READ_ALL)
            .rate(RateClass.WRITE)
            .takes(ListAllAudit.class)
            .servesFile((_, request) -> export(request.filter())));
  }

  private CompletionStage<Page<AuditEntry>> list(
      Filter filter, int limit, @Nullable String cursor) {
    return log.list(filter, limit, cursor);
  }

  private CompletionStage<FileAnswer> export(Filter filter) {
    return log.export(filter)
        .thenApply(
            entries ->
                FileAnswer.csv("audit.csv", Csv.of(HEADER, entries.stream().map(AuditApi::row))));
  }

  private static List<@Nullable Object> row(AuditEntry entry) {
    return Arrays.asList(
        entry.at(),
        entry.tenant(),
        entry.actor(),
        entry.actorName(),
        entry.impersonator(),
        entry.action(),
        entry.target(),
        ApiJson.wire(entry.outcome()),
        entry.address(),
        entry.request(),
        entry.changes().stream().map(AuditApi::text).collect(Collectors.joining("; ")));
  }

  private static String text(AuditChange change) {
    var after = change.after() == null ? "" : change.after();
    return change.before() == null
        ? change.field() + "=" + after
        : change.field() + ": " + change.before() + " → " + after;
  }
}
