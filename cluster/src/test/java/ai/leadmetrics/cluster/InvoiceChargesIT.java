package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.Purchase;
import ai.leadmetrics.protocol.billing.PurchaseCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.Terms;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.InvoiceJobs;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is charged comes to invoices by itself, once. */
class InvoiceChargesIT {
  private static final TestPlatform TEST = TestPlatform.shared();
  private static final String MINE = "/api/v1/billing/invoices";
  private static final Terms GROWTH = new Terms(PlanId.GROWTH, 1, "Growth", Money.inr(499_900));

  private final Platform platform = TEST.node().platform();
  private final TenantId tenant = TEST.newTenant().id();
  private final ApiClient owner = ApiClient.signedIn(platform, tenant, Role.ADMIN);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Period period = new Period(now, now.plus(Duration.ofDays(30)));

  private void tell(EntityId id, Object command) {
    var reply =
        platform
            .entities()
            .ask(id, command.toString().hashCode() + "", "system", command)
            .toCompletableFuture()
            .join();
    assertThat(reply).isInstanceOf(Reply.Done.class);
  }

  private static Payment payment(String id, long amount) {
    return Payment.of("test", id, Money.inr(amount), "upi");
  }

  /** The tenant's only invoice. */
  private JsonNode only(Predicate<JsonNode> wanted) {
    return await()
        .until(
            () -> {
              var items = ApiClient.tree(owner.get(MINE)).get("items");
              assertThat(items.size()).isLessThan(2);
              return items.path(0);
            },
            one -> !one.isMissingNode() && wanted.test(one));
  }

  private JsonNode detail(JsonNode summary) {
    return ApiClient.tree(owner.get(MINE + '/' + summary.get("id").asText()));
  }

  @Test
  void aPeriodThatIsPaidForIsOneInvoice() {
    var subscription = EntityId.next(tenant, Kind.SUBSCRIPTION);
    tell(subscription, new SubscriptionCommand.Create(GROWTH, now));
    tell(
        subscription,
        new SubscriptionCommand.Capture(payment("p-" + tenant, 589_882), period, now));
    var invoice = only(one -> one.get("status").asText().equals("paid"));
    assertThat(invoice.get("total").asLong()).isEqualTo(589_882);
    assertThat(invoice.get("open").asLong()).isZero();
    var lines = detail(invoice).get("lines");
    assertThat(lines).hasSize(1);
    assertThat(lines.at("/0/description").asText()).startsWith("Growth, ");
  }

  @Test
  void aPaymentThatFailsShowsOnADraftUntilItIsMadeGood() {
    var subscription = EntityId.next(tenant, Kind.SUBSCRIPTION);
    var next = new Period(period.end(), period.end().plus(Duration.ofDays(30)));
    tell(subscription, new SubscriptionCommand.Create(GROWTH, now));
    tell(
        subscription,
        new SubscriptionCommand.Capture(payment("a-" + tenant, 589_882), period, now));
    only(one -> one.get("status").asText().equals("paid"));
    var failed = payment("b-" + tenant, 589_882);
    tell(
        subscription,
        new SubscriptionCommand.Fail(failed, next, "card declined", next.start(), next.start()));
    var draft = newest(one -> one.get("paymentFailed").asBoolean());
    assertThat(draft.get("status").asText()).isEqualTo("draft");
    assertThat(detail(draft).at("/problem/reason").asText()).isEqualTo("card declined");
    tell(
        subscription,
        new SubscriptionCommand.Capture(
            payment("c-" + tenant, 589_882), next, next.start().plus(Duration.ofDays(3))));
    var paid = newest(one -> one.get("status").asText().equals("paid"));
    assertThat(paid.get("id")).isEqualTo(draft.get("id"));
    assertThat(paid.get("paymentFailed").asBoolean()).isFalse();
  }

  /** Of the two. */
  private JsonNode newest(Predicate<JsonNode> wanted) {
    return await()
        .until(
            () -> ApiClient.tree(owner.get(MINE)).get("items"),
            items -> items.size() == 2 && wanted.test(items.get(0)))
        .get(0);
  }

  @Test
  void boughtCreditsAreInvoicedToThePaisaThatWasCollected() {
    var purchase = EntityId.next(tenant, Kind.PAYMENT);
    // 18 % of 12,345.05 at once is a paisa less than twice 9 %.
    tell(
        purchase,
        new PurchaseCommand.Open(
            new Purchase.TopUp(500), Money.inr(1_234_505), Money.inr(1_456_716), null, now));
    tell(purchase, new PurchaseCommand.Settle(payment("t-" + tenant, 1_456_716), now));
    var invoice = only(one -> one.get("status").asText().equals("paid"));
    assertThat(invoice.get("total").asLong()).isEqualTo(1_456_716);
    assertThat(detail(invoice).at("/lines/0/description").asText()).isEqualTo("500 credits");
  }

  @Test
  void whatIsSpentPastTheAllowanceIsBilledOnceAfterTheMonth() {
    var ledger = EntityId.only(tenant, Kind.CREDITS);
    tell(ledger, new CreditLedgerCommand.Reset(period, 0, true, now));
    tell(ledger, new CreditLedgerCommand.SetOverage(100_000, now));
    for (int i = 0; i < 3; i++) {
      var entry = EntryId.of(now, tenant.value(), "" + i);
      tell(
          ledger,
          new CreditLedgerCommand.Reserve(
              entry, "lead-responder", 10, now, now.plus(Duration.ofHours(1))));
      tell(ledger, new CreditLedgerCommand.Commit(entry, 10, now));
    }
    await().until(() -> overage(), sum -> sum == 3 * 10 * 120);
    var nextMonth = now.plus(Duration.ofDays(32));
    for (int i = 0; i < 2; i++) {
      ((Job.Recurring) InvoiceJobs.generate())
          .work()
          .run(platform, nextMonth)
          .toCompletableFuture()
          .join();
    }
    var invoice = only(one -> one.get("status").asText().equals("issued"));
    assertThat(invoice.get("taxable").asLong()).isEqualTo(3_600);
    var line = detail(invoice).at("/lines/0");
    assertThat(line.get("quantity").asLong()).isEqualTo(30);
    assertThat(line.get("unit").asLong()).isEqualTo(120);
    ((Job.Recurring) InvoiceJobs.overdue())
        .work()
        .run(platform, now.plus(Duration.ofDays(20)))
        .toCompletableFuture()
        .join();
    only(one -> one.get("overdue").asBoolean());
  }

  private long overage() {
    return platform
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select coalesce(sum(paise), 0)::bigint from invoices.overage"
                            + " where tenant = ?")
                    .bind(0, tenant.value())
                    .mapTo(Long.class)
                    .one())
        .toCompletableFuture()
        .join();
  }
}
