package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.InvoiceDetail;
import ai.leadmetrics.protocol.billing.InvoiceStatus;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.PaymentDispute;
import ai.leadmetrics.protocol.billing.PaymentDispute.Status;
import ai.leadmetrics.protocol.billing.PaymentRow;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionStatus;
import ai.leadmetrics.protocol.billing.Terms;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.GatewayFact;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gateway reports of payments after they were taken, and of subscriptions it stops. */
class PaymentReportsIT {
  private static final Terms STARTER = new Terms(PlanId.STARTER, 1, "Starter", Money.inr(299_900));
  private static final Money GROSS = Money.inr(353_882);

  private final Platform platform = TestPlatform.shared().node().platform();
  private final TenantId tenant = new TenantId("t-" + UUID.randomUUID().toString().substring(0, 8));
  private final EntityId subscription = EntityId.next(tenant, Kind.SUBSCRIPTION);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final String paid = "pay_" + tenant;
  private final Settlements settlements = new Settlements(platform);

  @BeforeEach
  void subscribe() {
    ask(new SubscriptionCommand.Create(STARTER, now));
    ask(new SubscriptionCommand.Link("test", "sub_" + tenant));
    var links = new GatewayLinks(platform.database(), platform.clock());
    await().until(() -> links.entity("sub_" + tenant).toCompletableFuture().join().isPresent());
  }

  private void ask(Object command) {
    var name = command.getClass().getSimpleName();
    var reply = platform.entities().ask(subscription, name, "system", command);
    assertThat(reply.toCompletableFuture().join()).isInstanceOf(Reply.Done.class);
  }

  /** Told twice, as gateways do. */
  private void tell(GatewayFact fact, Instant at) {
    for (int i = 0; i < 2; i++) {
      assertThat(settlements.apply(fact, at).toCompletableFuture().join())
          .isInstanceOf(Settlements.Result.Settled.class);
    }
  }

  private void charge(String payment, Money amount) {
    tell(
        new GatewayFact.Charged(
            "sub_" + tenant,
            Payment.of("test", payment, amount, "upi"),
            new Period(now, now.plus(Duration.ofDays(30)))),
        now);
  }

  private void refund(String id, long amount) {
    tell(
        new GatewayFact.Refunded("test", paid, id + tenant, Money.inr(amount)),
        now.plusSeconds(60));
  }

  private void dispute(Status status, int second) {
    var at = now.plusSeconds(second);
    tell(
        new GatewayFact.Disputed(
            "test",
            paid,
            new PaymentDispute(
                "disp_" + tenant, status, GROSS, "goods not received", now.plusSeconds(900), at)),
        at);
  }

  private PaymentRow payment(Predicate<PaymentRow> holds) {
    var id = Payment.idOf("test", paid);
    return await()
        .until(
            () -> payments().stream().filter(row -> row.id().equals(id)).findFirst().orElse(null),
            row -> row != null && holds.test(row));
  }

  private List<PaymentRow> payments() {
    return new PaymentStore(platform.database())
        .list(tenant, 50, null)
        .toCompletableFuture()
        .join()
        .items();
  }

  private InvoiceDetail invoice(Predicate<InvoiceDetail> holds) {
    var id = Charges.invoiceOf(subscription, new Period(now, now.plus(Duration.ofDays(30))));
    return await()
        .until(
            () ->
                new InvoiceQueries(platform)
                    .invoice(tenant, id.local())
                    .toCompletableFuture()
                    .join()
                    .orElse(null),
            found -> found != null && holds.test(found));
  }

  private String alarm(String code) {
    return await()
        .until(
            () ->
                platform
                    .database()
                    .read(
                        handle ->
                            handle
                                .createQuery(
                                    "select detail from core.alarm where code = ?"
                                        + " and subject like '%' || ? || '%'")
                                .bind(0, code)
                                .bind(1, tenant.value())
                                .mapTo(String.class)
                                .findFirst()
                                .orElse(""))
                    .toCompletableFuture()
                    .join(),
            detail -> !detail.isEmpty());
  }

  private SubscriptionStore.Row row(Predicate<SubscriptionStore.Row> holds) {
    return await()
        .until(
            () ->
                new SubscriptionStore(platform.database())
                    .find(subscription)
                    .toCompletableFuture()
                    .join()
                    .orElse(null),
            row -> row != null && holds.test(row));
  }

  private static boolean isPaid(InvoiceDetail invoice) {
    return invoice.summary().status() == InvoiceStatus.PAID;
  }

  /** InsForge/InsForge#1485. */
  @Test
  void aRefundThatFailsIsSeenOwedAndCanBeDoneAgain() {
    charge(paid, GROSS);
    invoice(PaymentReportsIT::isPaid);
    refund("rfnd_1", 100_000);
    refund("rfnd_2", 50_001);
    invoice(one -> one.credited() == 150_001 && one.summary().open() == 0);
    tell(
        new GatewayFact.RefundFailed("test", paid, "rfnd_2" + tenant, Money.inr(50_001)),
        now.plusSeconds(120));
    var failed = payment(row -> row.refundFailed() != null);
    assertThat(failed.refundFailed()).isEqualTo(Money.inr(50_001));
    assertThat(failed.refunded()).isEqualTo(Money.inr(100_000));
    invoice(one -> one.credited() == 150_001 && one.summary().open() == -50_001);
    assertThat(alarm("refund_failed")).contains("₹500.01").contains("give it back again");
    tell(
        new GatewayFact.Refunded("test", paid, "rfnd_3" + tenant, Money.inr(50_001)),
        now.plusSeconds(180));
    payment(row -> row.refundFailed() == null && row.refunded().minor() == 150_001);
    var settled = invoice(one -> one.summary().open() == 0 && one.refunds().size() == 3);
    assertThat(settled.credits()).hasSize(2);
  }

  @Test
  void aRefundToldBeforeItsPaymentCountsOnceThatIsThere() {
    refund("rfnd_1", 100_000);
    assertThat(alarm("refund_unknown")).contains(paid);
    charge(paid, GROSS);
    payment(row -> row.refunded().minor() == 100_000);
    invoice(one -> one.credited() == 100_000);
  }

  @Test
  void aLostDisputeMakesTheInvoiceOwedAgain() {
    charge(paid, GROSS);
    invoice(PaymentReportsIT::isPaid);
    dispute(Status.OPEN, 10);
    var disputed = payment(row -> row.dispute() != null).dispute();
    assertThat(disputed).isNotNull();
    assertThat(disputed.status()).isEqualTo(Status.OPEN);
    assertThat(disputed.respondBy()).isEqualTo(now.plusSeconds(900));
    assertThat(alarm("dispute_opened")).contains("₹3,538.82", "goods not received", "until");
    dispute(Status.LOST, 30);
    dispute(Status.UNDER_REVIEW, 20);
    var open = invoice(one -> one.summary().open() == GROSS.minor());
    assertThat(open.summary().status()).isEqualTo(InvoiceStatus.ISSUED);
    assertThat(open.credits()).isEmpty();
    assertThat(alarm("dispute_lost")).contains("owed again");
    payment(row -> row.refunded().equals(GROSS) && row.refundFailed() == null);
    // The bank thought better of it.
    dispute(Status.WON, 40);
    invoice(PaymentReportsIT::isPaid);
    payment(row -> row.refunded().isZero() && row.refundFailed() == null);
  }

  @Test
  void aWonDisputeStaysClearedWhenAnEarlierReportComesLate() {
    charge(paid, GROSS);
    dispute(Status.WON, 30);
    dispute(Status.OPEN, 10);
    dispute(Status.LOST, 20);
    var row = payment(one -> one.dispute() != null);
    assertThat(row.dispute()).extracting(PaymentDispute::status).isEqualTo(Status.WON);
    assertThat(row.refunded().isZero()).isTrue();
  }

  /** razorpay/razorpay-python#248. */
  @Test
  void anotherCurrencyIsKeptAndNeverInvoiced() {
    charge("pay_usd" + tenant, new Money(4_200, "USD"));
    assertThat(alarm("payment_currency")).contains("42.00 USD", "billed in INR", "not");
    await().until(() -> payments().size() == 1);
    var kept = payments().getFirst();
    assertThat(kept.status()).isEqualTo("mismatch");
    assertThat(kept.amount()).isEqualTo(new Money(4_200, "USD"));
    // What comes after it in the same stream is invoiced: so nothing was for the dollars.
    charge(paid, GROSS);
    assertThat(invoice(PaymentReportsIT::isPaid).summary().total()).isEqualTo(GROSS.minor());
    assertThat(invoice(PaymentReportsIT::isPaid).payments()).hasSize(1);
  }

  /** razorpay/razorpay-opencart#82, razorpay/razorpay-woocommerce#391. */
  @Test
  void aPauseByTheCustomerIsSeenAndAnEndAtTheBankToo() {
    charge(paid, GROSS);
    row(one -> one.status() == SubscriptionStatus.ACTIVE);
    var id = "sub_" + tenant;
    tell(new GatewayFact.ChargingReported(id, Charging.PAUSED_BY_CUSTOMER), now.plusSeconds(10));
    row(one -> one.state().charging() == Charging.PAUSED_BY_CUSTOMER);
    assertThat(alarm("charging_paused"))
        .contains("Starter", "paused by the customer in a UPI app", "paid until");
    tell(new GatewayFact.Ended(id, "cancelled_by_customer"), now.plusSeconds(20));
    row(
        one ->
            one.status() == SubscriptionStatus.CANCELLED_AT_END
                && one.state().charging() == Charging.ENDED);
    assertThat(alarm("charging_ended")).contains("cancelled with the bank");
  }
}
