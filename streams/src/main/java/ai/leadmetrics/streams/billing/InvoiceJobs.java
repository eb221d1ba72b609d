package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.CreditType;
import ai.leadmetrics.protocol.billing.CreditTypes;
import ai.leadmetrics.protocol.billing.InvoiceCommand.CheckDue;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Draft;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a clock has to do with invoices. */
public final class InvoiceJobs {
  private static final Logger LOG = LoggerFactory.getLogger(InvoiceJobs.class);
  private static final String SYSTEM = "system";
  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

  /** Some hours into the day, when the view has seen all of the month before. */
  private static final LocalTime NIGHT = LocalTime.of(3, 0);

  /** So far back a run looks for months that were not billed, after an outage or a rebuild. */
  private static final int MONTHS_BACK = 3;

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  private InvoiceJobs() {}

  public static Job generate() {
    return new Job.Recurring(
        "billing.invoice.generate",
        "Bills what was spent past the allowance in the months before.",
        new Job.Rhythm.Daily(NIGHT, INDIA),
        InvoiceJobs::bill);
  }

  public static Job overdue() {
    return new Job.Recurring(
        "billing.invoice.overdue",
        "Marks invoices that should have been paid by now.",
        new Job.Rhythm.Daily(NIGHT.plusMinutes(30), INDIA),
        InvoiceJobs::checkDue);
  }

  private record Month(TenantId tenant, LocalDate month) {}

  private static CompletionStage<Done> bill(Platform platform, Instant now) {
    var current = LocalDate.ofInstant(now, INDIA).withDayOfMonth(1);
    var store = new InvoiceStore(platform);
    return platform
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select distinct tenant, month from invoices.overage"
                            + " where month < :current and month >= :earliest order by 1, 2")
                    .bind("current", current)
                    .bind("earliest", current.minusMonths(MONTHS_BACK))
                    .map(
                        (row, _) ->
                            new Month(
                                new TenantId(row.getString(1)), row.getObject(2, LocalDate.class)))
                    .list())
        .thenCompose(months -> InTurn.each(months, month -> bill(platform, store, month)));
  }

  private static CompletionStage<Done> bill(Platform platform, InvoiceStore store, Month month) {
    var invoice =
        EntityId.derived(month.tenant(), Kind.INVOICE, "overage", month.month().toString());
    var command = "overage:" + month.month();
    return lines(platform, store, month)
        .thenCompose(
            lines ->
                store.ask(
                    invoice,
                    command,
                    SYSTEM,
                    new Draft(InvoiceOrigin.OVERAGE, month.month().toString(), lines, false, "")))
        .thenCompose(_ -> store.issue(invoice, command + ":issue", SYSTEM))
        .thenApply(reply -> note(invoice, reply));
  }

  private static CompletionStage<List<InvoiceLine>> lines(
      Platform platform, InvoiceStore store, Month month) {
    var seller = store.seller();
    return platform
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        """
                        select credit_type, sum(credits)::bigint, sum(paise)::bigint
                        from invoices.overage where tenant = :tenant and month = :month
                        group by credit_type order by credit_type
                        """)
                    .bind("tenant", month.tenant().value())
                    .bind("month", month.month())
                    .map(
                        (row, _) ->
                            line(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                month.month(),
                                seller.sac(),
                                seller.rate()))
                    .list());
  }

  /** By the credit, unless their price changed within the month. */
  static InvoiceLine line(
      String type, long credits, long paise, LocalDate month, String sac, int rate) {
    boolean even = credits > 0 && paise % credits == 0;
    var name = CreditTypes.named(type).map(CreditType::name).orElse(type);
    var what = "Credits past the allowance, " + name + ", " + MONTH.format(month);
    return new InvoiceLine(
        "overage:" + type,
        even ? what : what + " (" + credits + ")",
        sac,
        even ? credits : 1,
        even ? paise / credits : paise,
        rate);
  }

  private static CompletionStage<Done> checkDue(Platform platform, Instant now) {
    var today = LocalDate.ofInstant(now, INDIA);
    return platform
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select tenant, id from invoices.invoice where due_on < :today"
                            + " and status = 'ISSUED' and not overdue order by due_on")
                    .bind("today", today)
                    .map((row, _) -> new EntityId(new TenantId(row.getString(1)), row.getString(2)))
                    .list())
        .thenCompose(
            late ->
                InTurn.each(
                    late,
                    id ->
                        platform
                            .entities()
                            .ask(id, "due:" + today, SYSTEM, new CheckDue(today))
                            .thenApply(reply -> note(id, reply))));
  }

  /** One that is refused does not keep the others waiting. */
  private static Done note(EntityId invoice, Reply reply) {
    switch (reply) {
      case Reply.Refused(var rejection) -> LOG.error("{}: {}", invoice, rejection.code());
      case Reply.Done _ -> {}
    }
    return Done.getInstance();
  }
}
