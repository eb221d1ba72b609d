package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.billing.GstTest.SELLER;
import static ai.leadmetrics.entities.billing.GstTest.line;
import static ai.leadmetrics.entities.billing.GstTest.party;
import static ai.leadmetrics.entities.kit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.CreditLine;
import ai.leadmetrics.protocol.billing.CreditNote;
import ai.leadmetrics.protocol.billing.InvoiceCommand;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Close;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Credit;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Draft;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Issue;
import ai.leadmetrics.protocol.billing.InvoiceCommand.IssueCredit;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Pay;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Refund;
import ai.leadmetrics.protocol.billing.InvoiceCommand.RevokeRefund;
import ai.leadmetrics.protocol.billing.InvoiceError;
import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.protocol.billing.InvoiceEvent.CreditClosed;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceRefundRevoked;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceRefunded;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.InvoicePayment;
import ai.leadmetrics.protocol.billing.InvoiceStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Money that goes back takes back what it paid for. */
class RefundedInvoiceTest {
  private static final Instant AT = Instant.parse("2026-11-21T06:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private static Given<InvoiceCommand, InvoiceEvent, InvoiceState> paid(
      BillingParty buyer, List<InvoiceLine> lines) {
    var issued =
        given(new Invoice())
            .after(new Draft(InvoiceOrigin.MANUAL, "plan", lines, false, ""))
            .after(new Close(SELLER, null, buyer, false, null))
            .after(new Issue("LM/26-27/000001", TODAY, TODAY));
    long total = issued.state().total();
    return issued.after(new Pay(new InvoicePayment("pay_1", total, 0, null, "card", "r", AT), 0));
  }

  /** Over ₹ 11,800. */
  private static Given<InvoiceCommand, InvoiceEvent, InvoiceState> paid() {
    return paid(party("29", "IN", false), List.of(line("plan", 1, 1_000_000, 1800)));
  }

  private static Refund refund(String id, long amount) {
    return new Refund(id, "pay_1", amount, "crn_" + id, AT);
  }

  private static IssueCredit number(String id) {
    return new IssueCredit("crn_" + id, "LC/26-27/" + id, TODAY);
  }

  @Test
  void aWholeRefundVoidsTheInvoice() {
    paid()
        .when(refund("r1", 1_180_000))
        .thenTypes(InvoiceRefunded.class, CreditClosed.class)
        .state(s -> s.open() == 1_180_000);
    paid()
        .after(refund("r1", 1_180_000))
        .when(number("r1"))
        .state(s -> s.status() == InvoiceStatus.VOID && s.open() == 0);
  }

  @Test
  void eachRefundCountsOnce() {
    var once = paid().after(refund("r1", 118_000));
    once.when(refund("r1", 118_000)).thenNothing();
    once.after(number("r1"))
        .when(refund("r1", 118_000))
        .thenNothing()
        .state(s -> s.status() == InvoiceStatus.PAID && s.open() == 0);
    given(new Invoice())
        .after(
            new Draft(InvoiceOrigin.MANUAL, "plan", List.of(line("plan", 1, 100, 1800)), false, ""))
        .when(refund("r1", 118))
        .thenRefused(InvoiceError.INVOICE_NOT_ISSUED);
  }

  @Test
  void whatWasTakenBackBeforeIsNotTakenBackAgain() {
    var credited =
        paid()
            .after(new Credit("crn_x", List.of(new CreditLine("plan", 100_000)), "outage"))
            .after(new IssueCredit("crn_x", "LC/26-27/000001", TODAY));
    credited
        .when(refund("r1", 118_000))
        .thenTypes(InvoiceRefunded.class)
        .state(s -> s.open() == 0 && s.status() == InvoiceStatus.PAID);
    credited
        .after(refund("r1", 218_000))
        .when(number("r1"))
        .state(s -> s.open() == 0 && s.credited() == 218_000);
  }

  @Test
  void refundsInWhateverPiecesTakeBackExactlyWhatWasInvoiced() {
    var random = new Random(7);
    for (int round = 0; round < 500; round++) {
      var lines = new ArrayList<InvoiceLine>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        int rate = List.of(0, 500, 1800, 2800).get(random.nextInt(4));
        lines.add(line("l" + i, 1 + random.nextInt(3), 100 + random.nextInt(900_000), rate));
      }
      var story = paid(party(random.nextBoolean() ? "32" : "29", "IN", false), lines);
      long left = story.state().total();
      for (int i = 0; left > 0; i++) {
        long piece = i == 5 ? left : Math.min(left, 1 + random.nextLong(left));
        story = story.after(refund("r" + i, piece)).after(number("r" + i));
        left -= piece;
        assertThat(story.state().open()).isZero();
        assertThat(story.state().credits().getLast().assessment().total()).isEqualTo(piece);
      }
      var taken = story.state().credits().stream().map(CreditNote::assessment).toList();
      assertThat(taken.stream().mapToLong(Assessment::tax).sum())
          .isEqualTo(story.state().assessment().tax());
      assertThat(story.state().status()).isEqualTo(InvoiceStatus.VOID);
    }
  }

  /** razorpay.com: refund.failed after refund.processed; InsForge/InsForge#1485. */
  @Test
  void aRefundThatFailedIsOwedToTheCustomerUntilItIsDoneAgain() {
    var failed =
        paid().after(refund("r1", 218_000)).after(number("r1")).after(new RevokeRefund("r1", AT));
    failed
        .when(new RevokeRefund("r1", AT))
        .thenNothing()
        .state(s -> s.open() == -218_000 && s.credits().size() == 1);
    failed
        .when(refund("r2", 218_000))
        .thenTypes(InvoiceRefunded.class)
        .state(s -> s.open() == 0 && s.credits().size() == 1);
    paid().when(new RevokeRefund("unknown", AT)).thenNothing();
  }

  @Test
  void aChargebackMakesTheInvoiceOwedAgainAndItsReversalSettlesIt() {
    var back = new Refund("disp_1", "pay_1", 1_180_000, null, AT);
    var reversed = paid().after(back);
    reversed
        .when(back)
        .thenNothing()
        .state(
            s ->
                s.status() == InvoiceStatus.ISSUED
                    && s.open() == 1_180_000
                    && s.credits().isEmpty());
    reversed
        .when(new RevokeRefund("disp_1", AT))
        .thenTypes(InvoiceRefundRevoked.class)
        .state(s -> s.status() == InvoiceStatus.PAID && s.open() == 0);
  }
}
