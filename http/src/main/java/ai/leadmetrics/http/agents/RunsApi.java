package ai.leadmetrics.http.agents;

import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.http.tenancy.KnownTenants;
import ai.leadmetrics.protocol.agents.AgentRun;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.agents.RunsQueries;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the agents did. */
public final class RunsApi {
  private static final String PATH = "/api/v1/agent-runs";

  private final RunsQueries queries;
  private final KnownTenants tenants;

  public RunsApi(RunsQueries queries, KnownTenants tenants) {
    this.queries = queries;
    this.tenants = tenants;
  }

  record ListRuns(
      @Query(otherwise = "50") @Min(1) @Max(200) int limit, @Query @Nullable String cursor) {}

  record ListTenantRuns(
      @Path TenantId tenant,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record OneRun(@Path String id) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listAgentRuns", "Runs of agents, the newest first")
            .tenant(Permission.AGENTS_READ)
            .takes(ListRuns.class)
            .pages(
                AgentRun.class,
                (caller, request) ->
                    queries.runs(caller.tenant(), request.limit(), request.cursor())),
        Endpoint.get(PATH + "/{id}", "getAgentRun", "One run")
            .tenant(Permission.AGENTS_READ)
            .takes(OneRun.class)
            .answers(AgentRun.class, this::one),
        Endpoint.get(
                "/api/v1/manage/tenants/{tenant}/agent-runs",
                "listTenantAgentRuns",
                "Runs of a tenant's agents, the newest first")
            .platform(Permission.TENANTS_READ)
            .takes(ListTenantRuns.class)
            .pages(
                AgentRun.class,
                (_, request) ->
                    tenants
                        .known(request.tenant())
                        .thenCompose(
                            tenant -> queries.runs(tenant, request.limit(), request.cursor()))));
  }

  private CompletionStage<AgentRun> one(Caller.OfTenant caller, OneRun request) {
    var id = caller.entity(Kind.RUN, request.id());
    return queries.run(id.tenant(), id.local()).thenApply(Found::require);
  }
}
