package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.billing.GstTest.SELLER;
import static ai.leadmetrics.entities.billing.GstTest.line;
import static ai.leadmetrics.entities.billing.GstTest.party;
import static ai.leadmetrics.entities.kit.Given.given;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.CreditLine;
import ai.leadmetrics.protocol.billing.InvoiceCommand;
import ai.leadmetrics.protocol.billing.InvoiceCommand.AddLine;
import ai.leadmetrics.protocol.billing.InvoiceCommand.CheckDue;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Close;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Credit;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Discard;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Draft;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Issue;
import ai.leadmetrics.protocol.billing.InvoiceCommand.IssueCredit;
import ai.leadmetrics.protocol.billing.InvoiceCommand.NotePaymentFailure;
import ai.leadmetrics.protocol.billing.InvoiceCommand.Pay;
import ai.leadmetrics.protocol.billing.InvoiceCommand.ReplaceLines;
import ai.leadmetrics.protocol.billing.InvoiceError;
import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.protocol.billing.InvoiceEvent.CreditClosed;
import ai.leadmetrics.protocol.billing.InvoiceEvent.CreditIssued;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceClosed;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceDiscarded;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceIssued;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceLineAdded;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceOverdue;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoicePaymentFailed;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoicePaymentRecorded;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.InvoicePayment;
import ai.leadmetrics.protocol.billing.InvoiceStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvoiceTest {
  private static final Instant AT = Instant.parse("2026-11-21T06:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final InvoiceLine PLAN = line("plan", 1, 1_000_000, 1800);
  private static final Draft DRAFT =
      new Draft(InvoiceOrigin.MANUAL, "set-up", List.of(PLAN), false, "");
  private static final Close CLOSE = new Close(SELLER, null, party("29", "IN", false), true, null);
  private static final Issue ISSUE = new Issue("LM/26-27/000001", TODAY, TODAY.plusDays(15));

  private static Given<InvoiceCommand, InvoiceEvent, InvoiceState> draft() {
    return given(new Invoice()).after(DRAFT);
  }

  /** Over ₹ 11,800. */
  private static Given<InvoiceCommand, InvoiceEvent, InvoiceState> issued() {
    return draft().after(CLOSE).after(ISSUE);
  }

  /** Contracts: 2 %. */
  private static final int TDS_RATE = 200;

  private static Pay pay(String id, long received, long tds) {
    return new Pay(
        new InvoicePayment(id, received, tds, null, "bank_transfer", "UTR1", AT), TDS_RATE);
  }

  @Test
  void aDraftIsMadeOnce() {
    draft().when(DRAFT).thenNothing();
    draft()
        .when(new Draft(InvoiceOrigin.MANUAL, "other", List.of(), false, ""))
        .thenRefused(InvoiceError.INVOICE_EXISTS);
    given(new Invoice()).when(CLOSE).thenRefused(InvoiceError.INVOICE_NOT_FOUND);
  }

  @Test
  void eachSourceGivesOneLine() {
    var topUp = line("ev:7", 1, 100, 1800);
    draft().when(new AddLine(topUp)).then(new InvoiceLineAdded(topUp));
    draft().after(new AddLine(topUp)).when(new AddLine(topUp)).thenNothing();
    issued().when(new AddLine(PLAN)).thenNothing();
    draft()
        .when(new AddLine(line("plan", 2, 1, 0)))
        .thenRefused(InvoiceError.INVOICE_LINE_CONFLICT);
    issued().when(new AddLine(topUp)).thenRefused(InvoiceError.INVOICE_NOT_DRAFT);
  }

  @Test
  void onlyDraftsChange() {
    var replace = new ReplaceLines(List.of(), false, "nothing yet");
    draft().when(new ReplaceLines(List.of(PLAN), false, "")).thenNothing();
    draft().after(replace).when(CLOSE).thenRefused(InvoiceError.INVOICE_EMPTY);
    draft().after(CLOSE).when(replace).thenRefused(InvoiceError.INVOICE_NOT_DRAFT);
    draft().when(new Discard()).then(new InvoiceDiscarded());
    draft().after(new Discard()).when(new Discard()).thenNothing();
    draft().after(new Discard()).when(CLOSE).thenRefused(InvoiceError.INVOICE_NOT_DRAFT);
    draft().after(CLOSE).when(new Discard()).thenRefused(InvoiceError.INVOICE_NOT_DRAFT);
  }

  @Test
  void aClosedDraftAlwaysTakesItsNumber() {
    draft().when(ISSUE).thenRefused(InvoiceError.INVOICE_NOT_ISSUED);
    draft().when(CLOSE).thenTypes(InvoiceClosed.class);
    draft().after(CLOSE).when(CLOSE).thenNothing();
    draft()
        .after(CLOSE)
        .when(ISSUE)
        .then(new InvoiceIssued("LM/26-27/000001", TODAY, TODAY.plusDays(15), 1_180_000));
    issued().when(ISSUE).thenNothing();
    issued()
        .when(new Issue("LM/26-27/000002", TODAY, TODAY))
        .thenRefused(InvoiceError.INVOICE_EXISTS);
  }

  @Test
  void isRoundedToWhatWasCollectedBeforehand() {
    var buyer = party("32", "IN", false);
    var lines = new ReplaceLines(List.of(line("plan", 1, 50, 1800)), false, "");
    // 9 % of 50 paise twice is 10; the gateway was told 18 %, which is 9.
    draft()
        .after(lines)
        .when(new Close(SELLER, null, buyer, false, 59L))
        .state(s -> s.total() == 59 && s.assessment().roundOff() == -1);
    draft()
        .after(lines)
        .when(new Close(SELLER, null, buyer, false, 500L))
        .state(s -> s.total() == 60);
  }

  @Test
  void moneyAndWhatWasWithheldTogetherPay() {
    issued()
        .when(pay("p1", 1_160_000, 20_000))
        .then(
            new InvoicePaymentRecorded(
                pay("p1", 1_160_000, 20_000).payment(), 0, "LM/26-27/000001", 1_180_000))
        .state(s -> s.status() == InvoiceStatus.PAID && s.tds() == 20_000);
    issued()
        .after(pay("p1", 1_000_000, 0))
        .when(pay("p2", 180_000, 0))
        .state(s -> s.status() == InvoiceStatus.PAID && s.open() == 0);
  }

  @Test
  void paymentsAreCountedOnceAndWithinBounds() {
    var part = issued().after(pay("p1", 100, 0));
    part.when(pay("p1", 100, 0)).thenNothing();
    part.when(pay("p1", 200, 0)).thenRefused(InvoiceError.PAYMENT_CONFLICT);
    part.when(pay("p2", 1_180_000, 0)).thenRefused(InvoiceError.PAYMENT_TOO_HIGH);
    // 2 % of 11,800 is 236.
    part.when(pay("p2", 100, 23_700)).thenRefused(InvoiceError.TDS_TOO_HIGH);
    part.when(pay("p2", 100, 23_600)).thenTypes(InvoicePaymentRecorded.class);
    part.after(pay("p2", 100, 23_600))
        .when(pay("p3", 100, 1))
        .thenRefused(InvoiceError.TDS_TOO_HIGH);
    draft().after(CLOSE).when(pay("p1", 1, 0)).thenRefused(InvoiceError.INVOICE_NOT_ISSUED);
  }

  /** frappe/erpnext#15438: 10 % of the value without GST, as section 194J has it. */
  @Test
  void whatMayBeWithheldGoesByTheSectionsRate() {
    var professional =
        new Pay(
            new InvoicePayment("p", 1_080_000, 100_000, "194J", "bank_transfer", "UTR1", AT), 1000);
    issued().when(professional).state(s -> s.status() == InvoiceStatus.PAID && s.open() == 0);
    issued().when(new Pay(professional.payment(), TDS_RATE)).thenRefused(InvoiceError.TDS_TOO_HIGH);
  }

  @Test
  void paymentsAreBounded() {
    var payments =
        IntStream.range(0, Invoice.MAX_ENTRIES)
            .mapToObj(
                i ->
                    new InvoicePaymentRecorded(
                        pay("p" + i, 1, 0).payment(), 1_000_000 - i, "LM/1", 1_180_000))
            .toList();
    issued().and(payments).when(pay("more", 1, 0)).thenRefused(InvoiceError.INVOICE_FULL);
  }

  @Test
  void aFailedPaymentShowsUntilOneSucceeds() {
    var failed = new NotePaymentFailure("pay_1", "card declined", AT);
    issued()
        .when(failed)
        .then(new InvoicePaymentFailed("pay_1", "card declined", AT))
        .state(s -> s.failure() != null);
    issued().after(failed).when(failed).thenNothing();
    issued().after(failed).when(pay("p", 1_180_000, 0)).state(s -> s.failure() == null);
    issued().after(pay("p", 1_180_000, 0)).when(failed).thenNothing();
  }

  @Test
  void isOverdueFromTheDayAfter() {
    var due = TODAY.plusDays(15);
    issued().when(new CheckDue(due)).thenNothing();
    var late = new CheckDue(due.plusDays(1));
    issued().when(late).then(new InvoiceOverdue(due, 1_180_000)).state(InvoiceState::overdue);
    issued().after(late).when(late).thenNothing();
    issued().after(late).when(pay("p", 1_180_000, 0)).state(s -> !s.overdue());
    issued().after(pay("p", 1_180_000, 0)).when(late).thenNothing();
    draft().when(late).thenNothing();
  }

  @Test
  void aWholeCreditNoteVoids() {
    var all = new Credit("crn_1", List.of(), "ordered by mistake");
    var number = new IssueCredit("crn_1", "LC/26-27/000001", TODAY);
    draft().when(all).thenRefused(InvoiceError.INVOICE_NOT_ISSUED);
    issued().when(all).thenTypes(CreditClosed.class);
    issued().after(all).when(all).thenNothing();
    issued()
        .after(all)
        .when(number)
        .then(new CreditIssued("crn_1", "LC/26-27/000001", TODAY, 0, true))
        .state(s -> s.status() == InvoiceStatus.VOID && s.credited() == 1_180_000);
    issued().after(all).after(number).when(number).thenNothing();
    issued()
        .after(all)
        .after(number)
        .when(new Credit("crn_2", List.of(), "again"))
        .thenRefused(InvoiceError.CREDIT_TOO_HIGH);
    issued().when(number).thenRefused(InvoiceError.INVOICE_NOT_FOUND);
  }

  @Test
  void aPartialCreditNoteLowersWhatIsOwed() {
    var part = new Credit("crn_1", List.of(new CreditLine("plan", 500_000)), "half a month");
    issued()
        .after(part)
        .after(new IssueCredit("crn_1", "LC/26-27/000001", TODAY))
        .when(pay("p", 590_000, 0))
        .state(s -> s.status() == InvoiceStatus.PAID);
    issued()
        .after(part)
        .when(new Credit("crn_1", List.of(), "another reason"))
        .thenRefused(InvoiceError.CREDIT_CONFLICT);
  }

  @Test
  void aCreditNoteOnAPaidInvoiceLeavesMoneyToGiveBack() {
    issued()
        .after(pay("p", 1_180_000, 0))
        .after(new Credit("crn_1", List.of(new CreditLine("plan", 100_000)), "outage"))
        .when(new IssueCredit("crn_1", "LC/26-27/000001", TODAY))
        .state(s -> s.status() == InvoiceStatus.PAID && s.open() == -118_000);
  }

  @Test
  void commandsCheckThemselves() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AddLine(line("", 1, 1, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> new AddLine(line("a", 0, 1, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> new AddLine(line("a", 1, -1, 0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AddLine(line("a", Long.MAX_VALUE, 2, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> new AddLine(line("a", 1, 1, 9000)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReplaceLines(List.of(PLAN, PLAN), false, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> pay("p", 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> pay("p", 10, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Credit("c", List.of(), " "));
  }
}
