package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.FileAnswer;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.IndianStates;
import ai.leadmetrics.protocol.billing.InvoiceDetail;
import ai.leadmetrics.protocol.billing.InvoiceStatus;
import ai.leadmetrics.protocol.billing.InvoiceSummary;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.billing.BillingPartyStore;
import ai.leadmetrics.streams.billing.InvoiceQueries;
import ai.leadmetrics.streams.billing.InvoiceQueries.Wanted;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** What a tenant sees of its invoices, and who it is on them. */
public final class InvoicesApi {
  private static final String PATH = "/api/v1/billing/invoices";
  private static final String PARTY = "/api/v1/billing/party";

  private final InvoiceQueries queries;
  private final BillingPartyStore parties;

  public InvoicesApi(InvoiceQueries queries, BillingPartyStore parties) {
    this.queries = queries;
    this.parties = parties;
  }

  record ListInvoices(
      @Query @Nullable InvoiceStatus status,
      @Query(doc = "Only those that are") @Nullable Boolean overdue,
      @Query(doc = "Part of a number") @Nullable @Size(max = 100) String q,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record OneInvoice(@Path String id) {}

  record OneCreditNote(@Path String id, @Path String note) {}

  /**
   * @param state GST code, in India
   */
  record BillingPartyRequest(
      @NotBlank @Size(max = 200) String legalName,
      @NotBlank @Size(max = 500) String address,
      @Pattern(regexp = "[A-Z]{2}") String country,
      @Nullable @Size(max = 2) String state,
      @Nullable @Size(max = 15) String gstin,
      @Nullable @Size(max = 10) String pan,
      boolean sez) {
    BillingParty party() {
      return new BillingParty(
          legalName.strip(), address.strip(), country, text(state), text(gstin), text(pan), sez);
    }

    private static @Nullable String text(@Nullable String typed) {
      return typed == null || typed.isBlank() ? null : typed.strip().toUpperCase(Locale.ROOT);
    }
  }

  record PutParty(@Body BillingPartyRequest body) {}

  /** A state or union territory, by its GST code. */
  record IndianState(String code, String name) {}

  /**
   * @param party who the tenant is on its invoices; nothing until it has said so
   * @param warnings where that party's address and state disagree
   * @param states what its state can be, in India
   */
  record BillingPartyAnswer(
      @Nullable BillingParty party, List<BillingParty.Warning> warnings, List<IndianState> states) {
    static BillingPartyAnswer of(@Nullable BillingParty party) {
      return new BillingPartyAnswer(
          party,
          party == null ? List.of() : party.warnings(),
          IndianStates.all().entrySet().stream()
              .map(state -> new IndianState(state.getKey(), state.getValue()))
              .toList());
    }
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listInvoices", "The tenant's invoices, the newest first")
            .tenant(Permission.BILLING_READ)
            .always()
            .takes(ListInvoices.class)
            .pages(
                InvoiceSummary.class,
                (caller, asked) ->
                    queries.invoices(
                        caller.tenant(),
                        new Wanted(asked.status(), asked.overdue(), asked.q()),
                        asked.limit(),
                        asked.cursor())),
        Endpoint.get(PATH + ".csv", "exportInvoices", "Every invoice that has a number, as CSV")
            .tenant(Permission.BILLING_READ)
            .always()
            .servesFile((caller, _) -> export(caller)),
        Endpoint.get(PATH + "/{id}", "getInvoice", "One invoice with everything on it")
            .tenant(Permission.BILLING_READ)
            .always()
            .takes(OneInvoice.class)
            .answers(InvoiceDetail.class, this::one),
        Endpoint.get(PATH + "/{id}/pdf", "getInvoicePdf", "One invoice as PDF")
            .tenant(Permission.BILLING_READ)
            .always()
            .takes(OneInvoice.class)
            .servesFile(this::pdf),
        Endpoint.get(
                PATH + "/{id}/credit-notes/{note}/pdf",
                "getCreditNotePdf",
                "One credit note of an invoice as PDF")
            .tenant(Permission.BILLING_READ)
            .always()
            .takes(OneCreditNote.class)
            .servesFile(this::creditPdf),
        Endpoint.get(PARTY, "getBillingParty", "Who the tenant is on its invoices")
            .tenant(Permission.BILLING_READ)
            .always()
            .answers(
                BillingPartyAnswer.class,
                (caller, _) ->
                    parties
                        .said(caller.tenant())
                        .thenApply(party -> BillingPartyAnswer.of(party.orElse(null)))),
        Endpoint.put(PARTY, "putBillingParty", "Say who the tenant is on its invoices from now on")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .takes(PutParty.class)
            .does(this::put));
  }

  private CompletionStage<InvoiceDetail> one(Caller.OfTenant caller, OneInvoice asked) {
    var id = caller.entity(Kind.INVOICE, asked.id());
    return queries.invoice(id.tenant(), id.local()).thenApply(Found::require);
  }

  private CompletionStage<FileAnswer> pdf(Caller.OfTenant caller, OneInvoice asked) {
    var id = caller.entity(Kind.INVOICE, asked.id());
    return queries
        .pdf(id.tenant(), id.local())
        .thenApply(Found::require)
        .thenApply(InvoicesApi::pdf);
  }

  private CompletionStage<FileAnswer> creditPdf(Caller.OfTenant caller, OneCreditNote asked) {
    var id = caller.entity(Kind.INVOICE, asked.id());
    return queries
        .creditPdf(id.tenant(), id.local(), asked.note())
        .thenApply(Found::require)
        .thenApply(InvoicesApi::pdf);
  }

  static FileAnswer pdf(InvoiceQueries.Pdf pdf) {
    return new FileAnswer("application/pdf", pdf.name(), pdf.bytes());
  }

  private CompletionStage<FileAnswer> export(Caller.OfTenant caller) {
    return queries
        .export(caller.tenant())
        .thenApply(list -> FileAnswer.csv("invoices.csv", Gstr1.csv(list)));
  }

  private CompletionStage<Done> put(Caller.OfTenant caller, PutParty asked) {
    var party = asked.body().party();
    party
        .wrong()
        .ifPresent(
            wrong -> {
              throw ProblemException.invalid(wrong.field(), "invalid", wrong.message());
            });
    return parties.put(caller.tenant(), party);
  }
}
