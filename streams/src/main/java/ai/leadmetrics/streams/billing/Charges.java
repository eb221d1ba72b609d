package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.InvoiceCommand;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Draft;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Pay;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Refund;
import ai.leadmetrics.protocol.billing.InvoiceCommand.ReplaceLines;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.InvoicePayment;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.billing.Sale;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.PaymentStore.Back;
import ai.leadmetrics.streams.kit.Alarms;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.ops.AlarmStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what was charged on invoices. An invoice's id follows from what it is for, a period of a
 * subscription or a payment, so the same charge comes to the same invoice whichever event tells of
 * it and however often.
 */
final class Charges {
  private static final Logger LOG = LoggerFactory.getLogger(Charges.class);
  private static final String SYSTEM = "system";
  private static final String LINE = "charge";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private final Database database;
  private final InvoiceStore invoices;
  private final Prices prices;
  private final Alarms alarms;
  private final ZoneId zone;

  Charges(Platform platform) {
    this.database = platform.database();
    this.invoices = new InvoiceStore(platform);
    this.prices = new Prices(platform);
    this.alarms = new AlarmStore(platform);
    this.zone = Seller.of(platform.config()).zone();
  }

  static EntityId invoiceOf(EntityId subscription, Period period) {
    return EntityId.derived(
        subscription.tenant(), Kind.INVOICE, subscription.local(), period.start().toString());
  }

  static EntityId invoiceOf(EntityId purchase) {
    return EntityId.derived(purchase.tenant(), Kind.INVOICE, purchase.local());
  }

  String days(Period period) {
    return day(period.start()) + " to " + day(period.end());
  }

  private String day(Instant at) {
    return DAY.format(LocalDate.ofInstant(at, zone));
  }

  /** What is charged, without tax. */
  InvoiceLine line(String description, long net) {
    return line(description, net, null);
  }

  /** The same as it was sold, where that was kept. */
  InvoiceLine line(String description, long net, @Nullable Sale sale) {
    var seller = invoices.seller();
    return new InvoiceLine(
        LINE,
        description,
        sale == null ? seller.sac() : sale.sac(),
        1,
        net,
        sale == null ? seller.rate() : sale.rate());
  }

  /** The same from what a gateway collected, where nobody says what it was without tax. */
  CompletionStage<InvoiceLine> lineOfGross(TenantId tenant, String description, long gross) {
    return prices.of(tenant).thenApply(quote -> line(description, quote.net(gross)));
  }

  /** Begins the invoice unless it is there. */
  CompletionStage<Done> draft(
      EventRecord record, EntityId invoice, InvoiceOrigin origin, InvoiceLine line) {
    var draft = new Draft(origin, record.id().local(), List.of(line), false, "");
    return ask(record, "draft", invoice, draft).thenApply(_ -> Done.getInstance());
  }

  /** Brings a draft that an earlier, failed attempt left up to date; an issued invoice stays. */
  CompletionStage<Done> settle(EventRecord record, EntityId invoice, InvoiceLine line) {
    return invoices
        .ask(invoice, command(record, "settle"), SYSTEM, new ReplaceLines(List.of(line), false, ""))
        .thenApply(_ -> Done.getInstance());
  }

  /**
   * Issues the invoice and counts the payment, of which no more than is owed.
   *
   * @param sale whose tax was collected; that of today where it was not kept
   */
  CompletionStage<Done> paid(
      EventRecord record, EntityId invoice, @Nullable Sale sale, Payment payment, Instant at) {
    long amount = payment.amount().minor();
    return remember(invoice, payment.id())
        .thenCompose(_ -> invoices.issue(invoice, command(record, "issue"), SYSTEM, sale, amount))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Done _ -> pay(record, invoice, payment, at);
                  case Reply.Refused _ -> CompletableFuture.completedFuture(reply);
                })
        .thenApply(
            reply -> {
              if (reply instanceof Reply.Refused(var rejection)) {
                // Collected under another tax than the invoice bears: a person has to settle it.
                alarms.raise(
                    "invoice_differs",
                    invoice.toString(),
                    "%s was collected, and the invoice does not take it: %s"
                        .formatted(payment.amount().shown(), rejection.detail()));
              }
              return note(invoice, reply);
            });
  }

  private CompletionStage<Reply> pay(
      EventRecord record, EntityId invoice, Payment payment, Instant at) {
    return invoices.ask(
        invoice,
        command(record, "pay"),
        SYSTEM,
        new Pay(
            new InvoicePayment(
                payment.id(),
                payment.amount().minor(),
                0,
                null,
                Objects.requireNonNullElse(payment.method(), payment.gateway()),
                payment.gatewayId(),
                at),
            0));
  }

  private CompletionStage<Integer> remember(EntityId invoice, String payment) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "insert into core.invoiced_payment (tenant, payment, invoice)"
                        + " values (:tenant, :payment, :invoice) on conflict do nothing")
                .bind("tenant", invoice.tenant().value())
                .bind("payment", payment)
                .bind("invoice", invoice.local())
                .execute());
  }

  /**
   * Money went back: what it paid for is taken back by a credit note, which is numbered as all are;
   * after a chargeback it is owed again instead. A surplus was never invoiced, so there is nothing
   * to take back.
   */
  CompletionStage<Done> refunded(EventRecord record, Back back) {
    return invoiceOf(record.id().tenant(), back.payment())
        .thenCompose(
            found ->
                found
                    .map(invoice -> refunded(invoice, back))
                    .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance())));
  }

  private CompletionStage<Optional<EntityId>> invoiceOf(TenantId tenant, String payment) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select invoice from core.invoiced_payment"
                        + " where tenant = :tenant and payment = :payment")
                .bind("tenant", tenant.value())
                .bind("payment", payment)
                .mapTo(String.class)
                .findOne()
                .map(id -> new EntityId(tenant, id)));
  }

  private CompletionStage<Done> refunded(EntityId invoice, Back back) {
    if (!back.amount().currency().equals(Money.RUPEES)) {
      alarms.raise(
          "refund_not_credited",
          invoice.toString(),
          back.amount().shown() + " went back for an invoice in INR; credit it by hand.");
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    var note = back.chargeback() ? null : Ids.derived(Kind.CREDIT_NOTE, invoice.key(), back.id());
    var refund = new Refund(back.id(), back.payment(), back.amount().minor(), note, back.at());
    return invoices
        .ask(invoice, "refund:" + back.id(), SYSTEM, refund)
        .thenApply(
            reply -> {
              if (reply instanceof Reply.Refused(var rejection)) {
                alarms.raise(
                    "refund_not_credited",
                    invoice.toString(),
                    "%s went back, and the invoice does not take it: %s"
                        .formatted(back.amount().shown(), rejection.detail()));
              }
              return note(invoice, reply);
            });
  }

  /**
   * A refund failed or a chargeback was reversed. A credit note stays valid: its amount is owed to
   * the customer.
   */
  CompletionStage<Done> revoked(EventRecord record, String payment, String refund, Instant at) {
    return invoiceOf(record.id().tenant(), payment)
        .thenCompose(
            found ->
                found
                    .map(
                        invoice ->
                            invoices
                                .ask(
                                    invoice,
                                    "revoke:" + refund,
                                    SYSTEM,
                                    new InvoiceCommand.RevokeRefund(refund, at))
                                .thenApply(reply -> note(invoice, reply)))
                    .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance())));
  }

  CompletionStage<Reply> ask(
      EventRecord record, String step, EntityId invoice, InvoiceCommand command) {
    return invoices
        .ask(invoice, command(record, step), SYSTEM, command)
        .thenApply(
            reply -> {
              note(invoice, reply);
              return reply;
            });
  }

  private static String command(EventRecord record, String step) {
    return "ev:" + record.position() + ':' + step;
  }

  /** A refusal is final: asking again would be refused again. */
  private static Done note(EntityId invoice, Reply reply) {
    switch (reply) {
      case Reply.Refused(var rejection) ->
          LOG.error("{} does not take what was charged: {}", invoice, rejection.code());
      case Reply.Done _ -> {}
    }
    return Done.getInstance();
  }
}
