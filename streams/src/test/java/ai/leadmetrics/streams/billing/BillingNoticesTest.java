package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.RanLow;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoicePaymentRecorded;
import ai.leadmetrics.protocol.billing.InvoicePayment;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ChargingChanged;
import ai.leadmetrics.protocol.billing.Terms;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.Recorded;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.notifications.NoticeTypes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingNoticesTest {
  private static final Instant AT = Instant.parse("2026-11-21T06:00:00Z");
  private static final TenantId TENANT = new TenantId("lotus");

  private static EventRecord record(Kind kind, Object event) {
    return new EventRecord(
        "Any",
        EntityId.derived(TENANT, kind, "one"),
        1,
        new Position(1, 1),
        new Recorded<>("c1", "system", AT, event));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 80, 100})
  void creditsThatRunLowHaveANoticeOfTheirOwn(int percent) {
    var notice =
        new CreditNotices().of(record(Kind.CREDITS, new RanLow(percent, percent, 100))).getFirst();
    assertThat(NoticeTypes.get().find(notice.type())).isPresent();
    assertThat(notice.values())
        .isEqualTo(Map.of("used", Integer.toString(percent), "allowance", "100"));
  }

  @Test
  void anInvoiceIsToldToBePaidWhenNothingIsOwedAnyMore() {
    var payment = new InvoicePayment("pay_1", 50_000, 0, null, "card", "r", AT);
    var source = new InvoiceNotices();
    var paid = new InvoicePaymentRecorded(payment, 0, "LM/26-27/000001", 118_000);
    assertThat(source.of(record(Kind.INVOICE, paid)))
        .singleElement()
        .matches(notice -> notice.type().equals("invoice-paid"))
        .matches(notice -> notice.values().get("amount").equals("₹1,180.00"));
    var part = new InvoicePaymentRecorded(payment, 68_000, "LM/26-27/000001", 118_000);
    assertThat(source.of(record(Kind.INVOICE, part))).isEmpty();
    // From before events carried the number.
    var old = new InvoicePaymentRecorded(payment, 0, null, 0);
    assertThat(source.of(record(Kind.INVOICE, old))).isEmpty();
  }

  private static List<Notice> charging(Charging before, Charging now, boolean due) {
    var terms = new Terms(PlanId.GROWTH, 1, "Growth", Money.inr(123_456_789));
    return new SubscriptionNotices()
        .of(record(Kind.SUBSCRIPTION, new ChargingChanged(terms, before, now, due, AT, AT)));
  }

  /** razorpay/razorpay-opencart#82, razorpay/razorpay-woocommerce#391. */
  @Test
  void whoPaysIsToldThatNothingIsCharged() {
    var texts = NoticeTypes.get();
    var told =
        Map.of(
            Charging.PAUSED, "charging-paused",
            Charging.PAUSED_BY_CUSTOMER, "charging-paused-by-customer",
            Charging.STOPPED, "charging-stopped");
    told.forEach(
        (now, type) -> {
          assertThat(charging(Charging.ON, now, true))
              .singleElement()
              .matches(notice -> notice.type().equals(type))
              .matches(notice -> texts.find(type).isPresent());
          assertThat(charging(now, now, true)).isEmpty();
          assertThat(charging(Charging.ON, now, false)).isEmpty();
        });
    assertThat(charging(Charging.PAUSED, Charging.ON, true))
        .singleElement()
        .matches(notice -> notice.values().get("amount").equals("₹12,34,567.89 before tax"));
    assertThat(charging(Charging.STOPPED, Charging.ON, true)).isEmpty();
  }
}
