package ai.leadmetrics.http.crm;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.crm.LeadCommand;
import ai.leadmetrics.protocol.crm.LeadDetail;
import ai.leadmetrics.protocol.crm.LeadScore;
import ai.leadmetrics.protocol.crm.LeadStatus;
import ai.leadmetrics.protocol.crm.LeadSummary;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.streams.crm.LeadsQueries;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Leads: list, detail, status. */
public final class LeadsApi {
  private static final String PATH = "/api/v1/leads";

  private final LeadsQueries queries;
  private final Commands commands;

  public LeadsApi(LeadsQueries queries, Commands commands) {
    this.queries = queries;
    this.commands = commands;
  }

  record ListLeads(
      @Query @Nullable LeadStatus status,
      @Query @Nullable LeadScore score,
      @Query(doc = "Part of a name, phone number or e-mail address") @Nullable @Size(max = 100)
          String q,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record OneLead(@Path String id) {}

  record ChangeStatus(@Path String id, @Body LeadStatusRequest body) {}

  record LeadStatusRequest(LeadStatus status) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listLeads", "Leads, the newest first")
            .tenant(Permission.LEADS_READ)
            .takes(ListLeads.class)
            .pages(LeadSummary.class, this::list),
        Endpoint.get(PATH + "/{id}", "getLead", "One lead with its qualification and history")
            .tenant(Permission.LEADS_READ)
            .takes(OneLead.class)
            .answers(LeadDetail.class, this::one),
        Endpoint.post(PATH + "/{id}/status", "changeLeadStatus", "Move a lead to another stage")
            .tenant(Permission.LEADS_WRITE)
            .takes(ChangeStatus.class)
            .does(
                (caller, request) ->
                    commands.send(
                        caller,
                        caller.entity(Kind.LEAD, request.id()),
                        new LeadCommand.ChangeStatus(request.body().status()))));
  }

  private CompletionStage<Page<LeadSummary>> list(Caller.OfTenant caller, ListLeads request) {
    return queries.leads(
        caller.tenant(),
        request.status(),
        request.score(),
        request.q(),
        request.limit(),
        request.cursor());
  }

  private CompletionStage<LeadDetail> one(Caller.OfTenant caller, OneLead request) {
    var id = caller.entity(Kind.LEAD, request.id());
    return queries.lead(id.tenant(), id.local()).thenApply(Found::require);
  }
}
