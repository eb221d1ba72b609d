package ai.leadmetrics.http.knowledge;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.http.tenancy.KnownTenants;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.knowledge.KnowledgeItem;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The questions the AI may answer, and how. */
public final class KnowledgeApi {
  private static final String PATH = "/api/v1/knowledge";

  private final KnowledgeStore knowledge;
  private final KnowledgeRoom room;
  private final KnownTenants tenants;

  public KnowledgeApi(KnowledgeStore knowledge, KnowledgeRoom room, KnownTenants tenants) {
    this.knowledge = knowledge;
    this.room = room;
    this.tenants = tenants;
  }

  record PutAnswerRequest(
      @NotBlank @Size(max = 500) String question, @NotBlank @Size(max = 2000) String answer) {}

  record PutAnswer(@Body PutAnswerRequest body) {}

  record OneAnswer(@Path String id) {}

  record ListAnswers(
      @Query(otherwise = "50") @Min(1) @Max(200) int limit, @Query @Nullable String cursor) {}

  record ListTenantAnswers(
      @Path TenantId tenant,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listKnowledge", "What the AI may answer, in the tenant's own order")
            .tenant(Permission.SETTINGS_READ)
            .takes(ListAnswers.class)
            .pages(
                KnowledgeItem.class,
                (caller, request) ->
                    knowledge.page(caller.tenant(), request.limit(), request.cursor())),
        Endpoint.get(
                "/api/v1/manage/tenants/{tenant}/knowledge",
                "listTenantKnowledge",
                "What a tenant's AI may answer")
            .platform(Permission.TENANTS_READ)
            .takes(ListTenantAnswers.class)
            .pages(
                KnowledgeItem.class,
                (_, request) ->
                    tenants
                        .known(request.tenant())
                        .thenCompose(
                            tenant -> knowledge.page(tenant, request.limit(), request.cursor()))),
        Endpoint.post(PATH, "addKnowledge", "Add a question or give it a new answer")
            .tenant(Permission.SETTINGS_MANAGE)
            .takes(PutAnswer.class)
            .creates(KnowledgeItem.class, this::put),
        Endpoint.delete(PATH + "/{id}", "removeKnowledge", "Take a question out")
            .tenant(Permission.SETTINGS_MANAGE)
            .takes(OneAnswer.class)
            .does(
                (caller, request) ->
                    knowledge
                        .remove(caller.tenant(), request.id())
                        .thenApply(
                            removed -> {
                              if (!removed) {
                                throw new ProblemException(CommonError.NOT_FOUND);
                              }
                              return removed;
                            })));
  }

  private CompletionStage<KnowledgeItem> put(Caller.OfTenant caller, PutAnswer request) {
    var body = request.body();
    return room.of(caller.tenant())
        .thenCompose(
            limit ->
                knowledge.put(
                    caller.tenant(), body.question().strip(), body.answer().strip(), limit))
        .thenApply(item -> item.orElseThrow(() -> new ProblemException(BillingError.PLAN_LIMIT)));
  }
}
