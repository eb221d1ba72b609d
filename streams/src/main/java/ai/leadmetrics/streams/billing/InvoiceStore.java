package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.InvoiceCommand;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Close;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Credit;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Issue;
import ai.leadmetrics.protocol.billing.InvoiceCommand.IssueCredit;
import ai.leadmetrics.protocol.billing.Sale;
import ai.leadmetrics.protocol.billing.SellerDetails;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Issues invoices and credit notes: what is closed first takes its number then. Every step may be
 * repeated, so whoever finds one half done finishes it.
 */
public final class InvoiceStore {
  private static final String SYSTEM = "system";

  private final Database database;
  private final Entities entities;
  private final Clock clock;
  private final Seller seller;
  private final BillingPartyStore parties;
  private final DocumentNumbers numbers;

  public InvoiceStore(Platform platform) {
    this.database = platform.database();
    this.entities = platform.entities();
    this.clock = platform.clock();
    this.seller = Seller.of(platform.config());
    this.parties = new BillingPartyStore(platform);
    this.numbers = new DocumentNumbers(platform.database());
  }

  public SellerDetails seller() {
    return seller.details();
  }

  /** Whether there is such a tenant to send invoices to. */
  public CompletionStage<Boolean> knows(TenantId tenant) {
    return database.read(
        handle ->
            handle
                .createQuery("select exists (select from core.tenant where id = ?)")
                .bind(0, tenant.value())
                .mapTo(Boolean.class)
                .one());
  }

  public CompletionStage<Reply> ask(
      EntityId invoice, String command, String by, InvoiceCommand what) {
    return entities.ask(invoice, command, by, what);
  }

  /** Closes a draft on its tenant's billing party and gives it its number. */
  public CompletionStage<Reply> issue(EntityId invoice, String command, String by) {
    return issue(invoice, command, by, null, null);
  }

  /**
   * As {@link #issue(EntityId, String, String)}.
   *
   * @param sale as it was sold; absent for what is sold today
   * @param collected what was paid for it already, in paise
   */
  CompletionStage<Reply> issue(
      EntityId invoice, String command, String by, @Nullable Sale sale, @Nullable Long collected) {
    return (sale == null ? today(invoice) : CompletableFuture.completedFuture(sale))
        .thenCompose(
            sold ->
                entities.ask(
                    invoice,
                    command,
                    by,
                    new Close(sold.seller(), sold.lut(), sold.buyer(), sold.toRupee(), collected)))
        .thenCompose(closed -> then(closed, () -> number(invoice)));
  }

  private CompletionStage<Sale> today(EntityId invoice) {
    return parties
        .of(invoice.tenant())
        .thenApply(buyer -> new Prices.Quote(seller.details(), buyer).sale());
  }

  /** Takes back part of an invoice and gives the credit note its number. */
  public CompletionStage<Reply> credit(EntityId invoice, String command, String by, Credit credit) {
    return entities
        .ask(invoice, command, by, credit)
        .thenCompose(closed -> then(closed, () -> numberCredit(invoice, credit.note())));
  }

  CompletionStage<Reply> number(EntityId invoice) {
    var details = seller.details();
    return numbers
        .give(invoice.key(), details.series(), seller.today(clock))
        .thenCompose(
            given ->
                entities.ask(
                    invoice,
                    "number:" + given.number(),
                    SYSTEM,
                    new Issue(given.number(), given.on(), given.on().plusDays(details.dueDays()))));
  }

  CompletionStage<Reply> numberCredit(EntityId invoice, String note) {
    return numbers
        .give(
            invoice.tenant().value() + ':' + note,
            seller.details().creditSeries(),
            seller.today(clock))
        .thenCompose(
            given ->
                entities.ask(
                    invoice,
                    "number:" + given.number(),
                    SYSTEM,
                    new IssueCredit(note, given.number(), given.on())));
  }

  private interface Step {
    CompletionStage<Reply> take();
  }

  private static CompletionStage<Reply> then(Reply reply, Step next) {
    return switch (reply) {
      case Reply.Done _ -> next.take();
      case Reply.Refused _ -> CompletableFuture.completedFuture(reply);
    };
  }
}
