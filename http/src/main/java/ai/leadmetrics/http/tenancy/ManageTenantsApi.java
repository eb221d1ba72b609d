package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.SettingsView;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Activate;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Pause;
import ai.leadmetrics.protocol.tenancy.TenantDetail;
import ai.leadmetrics.protocol.tenancy.TenantState;
import ai.leadmetrics.protocol.tenancy.TenantSummary;
import ai.leadmetrics.streams.tenancy.TenantQueries;
import ai.leadmetrics.streams.tenancy.TenantStore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Tenants as the people see them who run the platform. */
public final class ManageTenantsApi {
  private static final String PATH = "/api/v1/manage/tenants";

  private final TenantQueries queries;
  private final TenantStore tenants;
  private final Founding founding;
  private final NewTenants newTenants;
  private final Clock clock;

  public ManageTenantsApi(
      TenantQueries queries,
      TenantStore tenants,
      Founding founding,
      NewTenants newTenants,
      Clock clock) {
    this.queries = queries;
    this.tenants = tenants;
    this.founding = founding;
    this.newTenants = newTenants;
    this.clock = clock;
  }

  record ListTenants(
      @Query @Nullable @Size(max = 100) String q,
      @Query @Nullable TenantState state,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record CreateTenant(@Body NewTenants.CreateTenantRequest body) {}

  record OneTenant(@Path TenantId tenant) {}

  record PauseRequest(@NotBlank @Size(max = TenantCommand.MAX_REASON) String reason) {}

  record PauseTenant(@Path TenantId tenant, @Body PauseRequest body) {}

  record EditTenant(@Path TenantId tenant, @Body SettingsApi.BusinessRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listTenants", "Tenants, the newest first")
            .platform(Permission.TENANTS_READ)
            .takes(ListTenants.class)
            .pages(
                TenantSummary.class,
                (_, request) ->
                    queries.list(request.q(), request.state(), request.limit(), request.cursor())),
        Endpoint.post(PATH, "createTenant", "Make a tenant with an owner")
            .platform(Permission.TENANTS_MANAGE)
            .takes(CreateTenant.class)
            .creates(
                NewTenants.TenantCreated.class,
                (caller, request) -> newTenants.create(caller, request.body())),
        Endpoint.get(PATH + "/{tenant}", "getTenant", "Everything of a tenant at once")
            .platform(Permission.TENANTS_READ)
            .takes(OneTenant.class)
            .answers(
                TenantDetail.class,
                (_, request) -> queries.detail(request.tenant()).thenApply(Found::require)),
        Endpoint.put(PATH + "/{tenant}/business", "editTenant", "Correct a tenant's data")
            .platform(Permission.TENANTS_MANAGE)
            .takes(EditTenant.class)
            .answers(SettingsView.class, this::edit),
        Endpoint.post(PATH + "/{tenant}/pause", "pauseTenant", "Stop a tenant")
            .platform(Permission.TENANTS_MANAGE)
            .takes(PauseTenant.class)
            .does(
                (caller, request) ->
                    ask(
                        caller,
                        request.tenant(),
                        new Pause(request.body().reason().strip(), clock.instant()))),
        Endpoint.post(
                PATH + "/{tenant}/activate",
                "activateTenant",
                "End a pause, or take back a cancellation")
            .platform(Permission.TENANTS_MANAGE)
            .takes(OneTenant.class)
            .does(
                (caller, request) -> ask(caller, request.tenant(), new Activate(clock.instant()))));
  }

  private CompletionStage<?> ask(Caller caller, TenantId tenant, TenantCommand command) {
    return founding.ask(tenant, caller.command(), caller.user(), command);
  }

  private CompletionStage<SettingsView> edit(Caller caller, EditTenant request) {
    var change = request.body().change();
    return ask(caller, request.tenant(), change.command())
        .thenCompose(_ -> tenants.facts(request.tenant()))
        .thenApply(Found::require)
        .thenApply(
            facts ->
                SettingsView.of(
                    request.tenant().value(),
                    facts.with(change.profile()).with(change.settings())));
  }
}
