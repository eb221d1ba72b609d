package ai.leadmetrics.http.knowledge;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.tenancy.KnownTenants;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.knowledge.KnowledgeItem;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The questions the AI may answer, and how. */
public final class KnowledgeApi {
  private static final String PATH = "/api/v1/knowledge";

  private final KnowledgeStore knowledge;
  private final KnownTenants tenants;

  public KnowledgeApi(KnowledgeStore knowledge, KnownTenants tenants) {
    this.knowledge = knowledge;
    this.tenants = tenants;
  }

  record PutAnswerRequest(
      @NotBlank @Size(max = 500) String question, @NotBlank @Size(max = 2000) String answer) {}

  record PutAnswer(@Body PutAnswerRequest body) {}

  record OneAnswer(@Path String id) {}

  record OneTenant(@Path String tenant) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listKnowledge", "What the AI may answer, in the tenant's own order")
            .tenant(Permission.SETTINGS_READ)
            .pages(
                KnowledgeItem.class,
                (caller, _) ->
                    knowledge.items(caller.tenant()).thenApply(items -> new Page<>(items, null))),
        Endpoint.get(
                "/api/v1/manage/tenants/{tenant}/knowledge",
                "listTenantKnowledge",
                "What a tenant's AI may answer")
            .platform(Permission.TENANTS_READ)
            .takes(OneTenant.class)
            .pages(
                KnowledgeItem.class,
                (_, request) ->
                    tenants
                        .known(request.tenant())
                        .thenCompose(knowledge::items)
                        .thenApply(items -> new Page<>(items, null))),
        Endpoint.post(PATH, "addKnowledge", "Add a question or give it a new answer")
            .tenant(Permission.SETTINGS_MANAGE)
            .takes(PutAnswer.class)
            .creates(
                KnowledgeItem.class,
                (caller, request) ->
                    knowledge.put(
                        caller.tenant(),
                        request.body().question().strip(),
                        request.body().answer().strip())),
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
}
