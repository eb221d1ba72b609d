package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.InvoiceCommand;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Draft;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Pay;
import ai.leadmetrics.protocol.billing.InvoiceCommand.ReplaceLines;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.InvoicePayment;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
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
  private static final int HUNDRED_PERCENT = 10_000;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private final InvoiceStore invoices;
  private final ZoneId zone;

  Charges(Platform platform) {
    this.invoices = new InvoiceStore(platform);
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
    var seller = invoices.seller();
    return new InvoiceLine(LINE, description, seller.sac(), 1, net, seller.rate());
  }

  /** The same from what a gateway collected, where nobody says what it was without tax. */
  InvoiceLine lineOfGross(String description, long gross) {
    long whole = HUNDRED_PERCENT + (long) invoices.seller().rate();
    return line(description, Math.floorDiv(gross * HUNDRED_PERCENT + whole / 2, whole));
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

  /** Issues the invoice and counts the payment, of which no more than is owed. */
  CompletionStage<Done> paid(EventRecord record, EntityId invoice, Payment payment, Instant at) {
    long amount = payment.amount().minor();
    return invoices
        .issue(invoice, command(record, "issue"), SYSTEM, amount)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Done _ -> pay(record, invoice, payment, at);
                  case Reply.Refused _ -> CompletableFuture.completedFuture(reply);
                })
        .thenApply(reply -> note(invoice, reply));
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
                Objects.requireNonNullElse(payment.method(), payment.gateway()),
                payment.gatewayId(),
                at)));
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
