package ai.leadmetrics.http.billing;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.FileAnswer;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.billing.CreditLine;
import ai.leadmetrics.protocol.billing.InvoiceCommand;
import ai.leadmetrics.protocol.billing.InvoiceDetail;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.InvoicePayment;
import ai.leadmetrics.protocol.billing.InvoiceStatus;
import ai.leadmetrics.protocol.billing.InvoiceSummary;
import ai.leadmetrics.protocol.billing.SellerDetails;
import ai.leadmetrics.protocol.billing.TdsSection;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.InvoiceQueries;
import ai.leadmetrics.streams.billing.InvoiceQueries.Wanted;
import ai.leadmetrics.streams.billing.InvoiceStore;
import ai.leadmetrics.streams.billing.TdsSections;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Invoices of all tenants, for those who run the platform. */
public final class ManageInvoicesApi {
  private static final String PATH = "/api/v1/manage/invoices";
  private static final String ONE = PATH + "/{tenant}/{id}";

  private final InvoiceQueries queries;
  private final InvoiceStore invoices;
  private final Clock clock;

  public ManageInvoicesApi(InvoiceQueries queries, InvoiceStore invoices, Clock clock) {
    this.queries = queries;
    this.invoices = invoices;
    this.clock = clock;
  }

  record ListAllInvoices(
      @Query @Nullable TenantId tenant,
      @Query @Nullable InvoiceStatus status,
      @Query(doc = "Only those that are") @Nullable Boolean overdue,
      @Query(doc = "Part of a number or of the customer's name") @Nullable @Size(max = 100)
          String q,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record ExportMonth(
      @Query(doc = "For example 2026-11") @Pattern(regexp = "20[0-9]{2}-(0[1-9]|1[0-2])")
          String month) {}

  record OneInvoice(@Path TenantId tenant, @Path(kind = Kind.INVOICE) EntityId id) {}

  /**
   * @param id what the line has, where it stands already
   * @param unit price of one in paise, without tax
   * @param sac the seller's where there is none
   * @param rate GST in hundredths of a percent; the seller's where there is none
   */
  record InvoiceLineRequest(
      @Nullable @Size(max = 100) String id,
      @NotBlank @Size(max = 300) String description,
      @Min(1) @Max(1_000_000_000) long quantity,
      @Min(0) @Max(1_000_000_000_000L) long unit,
      @Nullable @Pattern(regexp = "[0-9]{4,8}") String sac,
      @Nullable @Min(0) @Max(4_000) Integer rate) {}

  record InvoiceDraftRequest(
      TenantId tenant,
      @NotBlank @Size(max = 200) String subject,
      @Size(max = InvoiceLine.MAX_LINES) List<@Valid InvoiceLineRequest> lines,
      boolean reverseCharge,
      @Nullable @Size(max = InvoiceCommand.MAX_TEXT) String note) {}

  record DraftInvoice(@Body InvoiceDraftRequest body) {}

  record InvoiceLinesRequest(
      @Size(max = InvoiceLine.MAX_LINES) List<@Valid InvoiceLineRequest> lines,
      boolean reverseCharge,
      @Nullable @Size(max = InvoiceCommand.MAX_TEXT) String note) {}

  record ReplaceLines(
      @Path TenantId tenant,
      @Path(kind = Kind.INVOICE) EntityId id,
      @Body InvoiceLinesRequest body) {}

  /**
   * @param received paise that arrived
   * @param tds paise that the customer withheld
   * @param tdsSection why, one of those that {@code GET /manage/tds-sections} lists
   */
  record InvoicePaymentRequest(
      @Min(0) long received,
      @Min(0) long tds,
      @Nullable @Size(max = 20) String tdsSection,
      @NotBlank @Size(max = 40) String method,
      @NotBlank @Size(max = 100) String reference,
      @Nullable Instant at) {}

  record RecordPayment(
      @Path TenantId tenant,
      @Path(kind = Kind.INVOICE) EntityId id,
      @Body InvoicePaymentRequest body) {}

  /**
   * @param lines what is taken back, before tax; none for all that is left
   */
  record CreditNoteRequest(
      @NotBlank @Size(max = InvoiceCommand.MAX_TEXT) String reason,
      @Size(max = InvoiceLine.MAX_LINES) List<CreditLine> lines) {}

  record IssueCreditNote(
      @Path TenantId tenant,
      @Path(kind = Kind.INVOICE) EntityId id,
      @Body CreditNoteRequest body) {}

  /**
   * @param amount in paise
   */
  record WriteOffRequest(
      @Min(1) long amount, @NotBlank @Size(max = InvoiceCommand.MAX_TEXT) String reason) {}

  record WriteOffInvoice(
      @Path TenantId tenant, @Path(kind = Kind.INVOICE) EntityId id, @Body WriteOffRequest body) {}

  record OneCreditNote(
      @Path TenantId tenant, @Path(kind = Kind.INVOICE) EntityId id, @Path String note) {}

  record InvoiceCreated(String id) {}

  record TdsSectionList(List<TdsSection> items) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    var list = new ArrayList<Endpoint<?, ?, ?>>(reading());
    list.addAll(writing());
    return list;
  }

  private List<Endpoint<?, ?, ?>> reading() {
    return List.of(
        Endpoint.get(PATH, "listAllInvoices", "Invoices of all tenants, the newest first")
            .platform(Permission.INVOICES_MANAGE)
            .takes(ListAllInvoices.class)
            .pages(
                InvoiceSummary.class,
                (_, asked) ->
                    queries.allInvoices(
                        asked.tenant(),
                        new Wanted(asked.status(), asked.overdue(), asked.q()),
                        asked.limit(),
                        asked.cursor())),
        Endpoint.get(
                PATH + ".csv", "exportAllInvoices", "A month's invoices and credit notes, as CSV")
            .platform(Permission.INVOICES_MANAGE)
            .takes(ExportMonth.class)
            .servesFile(
                (_, asked) ->
                    queries
                        .export(YearMonth.parse(asked.month()))
                        .thenApply(
                            list ->
                                FileAnswer.csv(
                                    "gstr1-" + asked.month() + ".csv", Gstr1.csv(list)))),
        Endpoint.get("/api/v1/manage/seller", "getSeller", "Who issues the invoices, and how")
            .platform(Permission.INVOICES_MANAGE)
            .answers(
                SellerDetails.class,
                (_, _) -> CompletableFuture.completedFuture(invoices.seller())),
        Endpoint.get("/api/v1/manage/tds-sections", "listTdsSections", "Rates of TDS, by section")
            .platform(Permission.INVOICES_MANAGE)
            .answers(
                TdsSectionList.class,
                (_, _) -> CompletableFuture.completedFuture(new TdsSectionList(TdsSections.all()))),
        Endpoint.get(ONE, "getAnyInvoice", "One invoice with everything on it")
            .platform(Permission.INVOICES_MANAGE)
            .takes(OneInvoice.class)
            .answers(
                InvoiceDetail.class,
                (_, asked) -> {
                  var id = asked.id();
                  return queries.invoice(id.tenant(), id.local()).thenApply(Found::require);
                }),
        Endpoint.get(ONE + "/pdf", "getAnyInvoicePdf", "One invoice as PDF")
            .platform(Permission.INVOICES_MANAGE)
            .takes(OneInvoice.class)
            .servesFile(
                (_, asked) -> {
                  var id = asked.id();
                  return pdf(queries.pdf(id.tenant(), id.local()));
                }),
        Endpoint.get(
                ONE + "/credit-notes/{note}/pdf", "getAnyCreditNotePdf", "One credit note as PDF")
            .platform(Permission.INVOICES_MANAGE)
            .takes(OneCreditNote.class)
            .servesFile(
                (_, asked) -> {
                  var id = asked.id();
                  return pdf(queries.creditPdf(id.tenant(), id.local(), asked.note()));
                }));
  }

  private List<Endpoint<?, ?, ?>> writing() {
    return List.of(
        Endpoint.post(PATH, "draftInvoice", "Begin an invoice for a tenant")
            .platform(Permission.INVOICES_MANAGE)
            .takes(DraftInvoice.class)
            .creates(InvoiceCreated.class, this::draft),
        Endpoint.put(ONE + "/lines", "replaceInvoiceLines", "Change what a draft is about")
            .platform(Permission.INVOICES_MANAGE)
            .takes(ReplaceLines.class)
            .does(
                (caller, asked) ->
                    ask(
                        caller,
                        asked.id(),
                        new InvoiceCommand.ReplaceLines(
                            lines(asked.body().lines()),
                            asked.body().reverseCharge(),
                            text(asked.body().note())))),
        Endpoint.post(ONE + "/discard", "discardInvoice", "Give up a draft")
            .platform(Permission.INVOICES_MANAGE)
            .takes(OneInvoice.class)
            .does((caller, asked) -> ask(caller, asked.id(), new InvoiceCommand.Discard())),
        Endpoint.post(ONE + "/issue", "issueInvoice", "Settle a draft's tax and number it")
            .platform(Permission.INVOICES_MANAGE)
            .takes(OneInvoice.class)
            .does(
                (caller, asked) ->
                    invoices
                        .issue(asked.id(), caller.command(), caller.user())
                        .thenApply(Commands::done)),
        Endpoint.post(
                ONE + "/payments", "recordInvoicePayment", "Record money, and TDS, for an invoice")
            .platform(Permission.INVOICES_MANAGE)
            .takes(RecordPayment.class)
            .does(this::pay),
        Endpoint.post(
                ONE + "/write-offs",
                "writeOffInvoice",
                "Write off a small unpaid balance; the tax stays as it is")
            .platform(Permission.INVOICES_MANAGE)
            .takes(WriteOffInvoice.class)
            .does(this::writeOff),
        Endpoint.post(
                ONE + "/credit-notes", "issueCreditNote", "Take back all or part of an invoice")
            .platform(Permission.INVOICES_MANAGE)
            .takes(IssueCreditNote.class)
            .creates(InvoiceCreated.class, this::credit));
  }

  private CompletionStage<InvoiceCreated> draft(Caller caller, DraftInvoice asked) {
    var body = asked.body();
    var tenant = body.tenant();
    // The same request gives the same invoice, however often it is sent.
    var id = EntityId.derived(tenant, Kind.INVOICE, "manual", caller.user(), caller.command());
    var draft =
        new InvoiceCommand.Draft(
            InvoiceOrigin.MANUAL,
            body.subject().strip(),
            lines(body.lines()),
            body.reverseCharge(),
            text(body.note()));
    return invoices
        .knows(tenant)
        .thenCompose(
            known -> {
              if (!known) {
                throw ProblemException.invalid("tenant", "unknown", "is no tenant's id");
              }
              return ask(caller, id, draft);
            })
        .thenApply(_ -> new InvoiceCreated(id.local()));
  }

  private CompletionStage<Reply.Done> pay(Caller caller, RecordPayment asked) {
    var body = asked.body();
    var at = body.at() == null ? clock.instant() : body.at();
    var payment = derived(Kind.PAYMENT, caller, asked.id());
    return ask(
        caller,
        asked.id(),
        new InvoiceCommand.Pay(
            new InvoicePayment(
                payment,
                body.received(),
                body.tds(),
                body.tds() == 0 ? null : body.tdsSection(),
                body.method().strip(),
                body.reference().strip(),
                at),
            tdsRate(body)));
  }

  private static int tdsRate(InvoicePaymentRequest body) {
    return body.tdsSection() == null
        ? TdsSections.highestRate()
        : TdsSections.find(body.tdsSection())
            .map(TdsSection::rate)
            .orElseThrow(
                () -> ProblemException.invalid("tdsSection", "unknown", "is no section of TDS"));
  }

  private CompletionStage<Reply.Done> writeOff(Caller caller, WriteOffInvoice asked) {
    var invoice = asked.id();
    return ask(
        caller,
        invoice,
        new InvoiceCommand.WriteOff(
            derived(Kind.ENTRY, caller, invoice),
            asked.body().amount(),
            asked.body().reason().strip(),
            invoices.seller().writeOffLimit(),
            clock.instant()));
  }

  private CompletionStage<InvoiceCreated> credit(Caller caller, IssueCreditNote asked) {
    var invoice = asked.id();
    var note = derived(Kind.CREDIT_NOTE, caller, invoice);
    var command =
        new InvoiceCommand.Credit(note, asked.body().lines(), asked.body().reason().strip());
    return invoices
        .credit(invoice, caller.command(), caller.user(), command)
        .thenApply(Commands::done)
        .thenApply(_ -> new InvoiceCreated(note));
  }

  /** The same for a repeated request, another for the same key under another invoice. */
  private static String derived(Kind kind, Caller caller, EntityId invoice) {
    return Ids.derived(kind, caller.user(), caller.command(), invoice.key());
  }

  private CompletionStage<Reply.Done> ask(Caller caller, EntityId id, InvoiceCommand command) {
    return invoices.ask(id, caller.command(), caller.user(), command).thenApply(Commands::done);
  }

  private List<InvoiceLine> lines(List<InvoiceLineRequest> requested) {
    var seller = invoices.seller();
    var lines = new ArrayList<InvoiceLine>();
    for (var line : requested) {
      lines.add(
          new InvoiceLine(
              line.id() == null ? "line-" + (lines.size() + 1) : line.id(),
              line.description().strip(),
              line.sac() == null ? seller.sac() : line.sac(),
              line.quantity(),
              line.unit(),
              line.rate() == null ? seller.rate() : line.rate()));
    }
    return lines;
  }

  private static CompletionStage<FileAnswer> pdf(
      CompletionStage<Optional<InvoiceQueries.Pdf>> found) {
    return found.thenApply(Found::require).thenApply(InvoicesApi::pdf);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
