package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.CreditNote;
import ai.leadmetrics.protocol.billing.InvoiceDetail;
import ai.leadmetrics.streams.billing.AccountingStore.Due;
import ai.leadmetrics.streams.connect.Books;
import ai.leadmetrics.streams.kit.Accounting;
import ai.leadmetrics.streams.kit.Accounting.Answer;
import ai.leadmetrics.streams.kit.Accounting.Customer;
import ai.leadmetrics.streams.kit.Accounting.Document;
import ai.leadmetrics.streams.kit.Alarms;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.ops.AlarmStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Pushes to the books what is due, one after the other and once per cluster: a document is never on
 * its way twice.
 */
public final class AccountingSync {
  private static final int BATCH = 200;
  private static final Duration NEWS = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  /** After so many failures in a row somebody should look. */
  private static final int PATIENCE = 5;

  public static final Job PUSH =
      new Job.Recurring(
          "billing.accounting.push",
          "Pushes invoices, payments and credit notes to the books that are kept elsewhere.",
          new Job.Rhythm.Every(Duration.ofMinutes(1)),
          (platform, _) ->
              Books.open(platform)
                  .<CompletionStage<?>>map(books -> new AccountingSync(platform, books).push())
                  .orElseGet(() -> CompletableFuture.completedFuture(null)));

  private final Accounting books;
  private final AccountingStore store;
  private final InvoiceQueries invoices;
  private final Alarms alarms;
  private final Platform platform;

  private AccountingSync(Platform platform, Accounting books) {
    this.platform = platform;
    this.books = books;
    this.store = new AccountingStore(platform);
    this.invoices = new InvoiceQueries(platform);
    this.alarms = new AlarmStore(platform);
  }

  private CompletionStage<Done> push() {
    return store.due(BATCH).thenCompose(all -> InTurn.each(all, this::push));
  }

  private CompletionStage<Integer> push(Due due) {
    return invoices
        .invoice(due.invoice().tenant(), due.invoice().local())
        .thenCompose(
            found ->
                found
                    .flatMap(invoice -> document(due, invoice))
                    .map(document -> books.push(document).thenCompose(it -> settle(due, it)))
                    // The list of invoices has yet to hear of it: the next run finds it.
                    .orElseGet(() -> store.postpone(due, NEWS)));
  }

  private static Optional<Document> document(Due due, InvoiceDetail invoice) {
    var number = invoice.summary().number();
    if (number == null) {
      return Optional.empty();
    }
    var customer = new Customer(due.invoice().tenant(), invoice.buyer());
    return switch (due.kind()) {
      case INVOICE ->
          Optional.of(
              new Document.Invoice(
                  number,
                  customer,
                  Objects.requireNonNull(invoice.summary().date()),
                  Objects.requireNonNull(invoice.summary().due()),
                  Objects.requireNonNull(invoice.assessment())));
      case PAYMENT ->
          invoice.payments().stream()
              .filter(payment -> payment.id().equals(due.document()))
              .findFirst()
              .map(payment -> new Document.Payment(number, customer, payment));
      case CREDIT_NOTE ->
          invoice.credits().stream()
              .filter(credit -> credit.id().equals(due.document()))
              .findFirst()
              .flatMap(credit -> creditNote(number, customer, credit, applied(invoice, credit)));
    };
  }

  private static Optional<Document> creditNote(
      String invoice, Customer customer, CreditNote credit, long applied) {
    var number = credit.number();
    var date = credit.date();
    return number == null || date == null
        ? Optional.empty()
        : Optional.of(
            new Document.CreditNote(
                number, customer, date, invoice, credit.reason(), credit.assessment(), applied));
  }

  /**
   * How much of a credit note settles its invoice: what payments and the notes before it leave
   * open. The rest is the customer's, to be given back.
   */
  static long applied(InvoiceDetail invoice, CreditNote credit) {
    long open = invoice.summary().total() - invoice.received() - invoice.tds();
    for (var one : invoice.credits()) {
      if (one.number() != null) {
        long taken = Math.clamp(open, 0, one.assessment().total());
        if (one.id().equals(credit.id())) {
          return taken;
        }
        open -= taken;
      }
    }
    return 0;
  }

  private CompletionStage<Integer> settle(Due due, Answer answer) {
    var now = platform.clock().instant();
    return switch (answer) {
      case Answer.Done(var id) -> store.settle(due, id, null, now.atOffset(ZoneOffset.UTC));
      case Answer.Refused(var why) -> failed(due, why, now, true);
      case Answer.Later(var why) -> failed(due, why, now, due.attempts() + 1 == PATIENCE);
    };
  }

  private CompletionStage<Integer> failed(Due due, String why, Instant now, boolean tell) {
    if (tell) {
      alarms.raise("accounting_failed", due.invoice() + " " + due.document(), why);
    }
    var next = now.plus(pause(due.attempts()));
    return store.settle(due, null, shortened(why), next.atOffset(ZoneOffset.UTC));
  }

  /** Twice as long after each failure. */
  static Duration pause(int attempts) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static String shortened(String why) {
    return why.length() > 500 ? why.substring(0, 500) : why;
  }
}
