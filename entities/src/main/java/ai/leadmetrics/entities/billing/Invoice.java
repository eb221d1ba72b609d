package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;
import static ai.leadmetrics.protocol.billing.InvoiceError.CREDIT_CONFLICT;
import static ai.leadmetrics.protocol.billing.InvoiceError.CREDIT_TOO_HIGH;
import static ai.leadmetrics.protocol.billing.InvoiceError.INVOICE_EMPTY;
import static ai.leadmetrics.protocol.billing.InvoiceError.INVOICE_EXISTS;
import static ai.leadmetrics.protocol.billing.InvoiceError.INVOICE_FULL;
import static ai.leadmetrics.protocol.billing.InvoiceError.INVOICE_LINE_CONFLICT;
import static ai.leadmetrics.protocol.billing.InvoiceError.INVOICE_NOT_DRAFT;
import static ai.leadmetrics.protocol.billing.InvoiceError.INVOICE_NOT_FOUND;
import static ai.leadmetrics.protocol.billing.InvoiceError.INVOICE_NOT_ISSUED;
import static ai.leadmetrics.protocol.billing.InvoiceError.PAYMENT_CONFLICT;
import static ai.leadmetrics.protocol.billing.InvoiceError.PAYMENT_TOO_HIGH;
import static ai.leadmetrics.protocol.billing.InvoiceError.TDS_TOO_HIGH;
import static ai.leadmetrics.protocol.billing.InvoiceError.WRITE_OFF_CONFLICT;
import static ai.leadmetrics.protocol.billing.InvoiceError.WRITE_OFF_TOO_HIGH;
import static ai.leadmetrics.protocol.billing.InvoiceStatus.DISCARDED;
import static ai.leadmetrics.protocol.billing.InvoiceStatus.DRAFT;
import static ai.leadmetrics.protocol.billing.InvoiceStatus.ISSUED;
import static ai.leadmetrics.protocol.billing.InvoiceStatus.ISSUING;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.billing.CreditNote;
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
import ai.leadmetrics.protocol.billing.InvoiceCommand.Refund;
import ai.leadmetrics.protocol.billing.InvoiceCommand.ReplaceLines;
import ai.leadmetrics.protocol.billing.InvoiceCommand.RevokeRefund;
import ai.leadmetrics.protocol.billing.InvoiceCommand.WriteOff;
import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.protocol.billing.InvoiceEvent.CreditClosed;
import ai.leadmetrics.protocol.billing.InvoiceEvent.CreditIssued;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceClosed;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceDiscarded;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceDrafted;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceIssued;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceLineAdded;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceLinesReplaced;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceOverdue;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoicePaymentFailed;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoicePaymentRecorded;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceRefundRevoked;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceRefunded;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceWrittenOff;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoicePayment;
import ai.leadmetrics.protocol.billing.InvoiceRefund;
import ai.leadmetrics.protocol.billing.InvoiceStatus;
import ai.leadmetrics.protocol.billing.InvoiceWriteOff;
import java.time.Instant;
import java.time.LocalDate;

/** What a tenant is billed, from draft to paid or taken back. */
public final class Invoice implements Aggregate<InvoiceCommand, InvoiceEvent, InvoiceState> {
  /** Payments, and credit notes, of one invoice. */
  static final int MAX_ENTRIES = 50;

  /** Hundredths of a percent in one. */
  private static final long WHOLE = 10_000;

  private static final long RUPEE = 100;

  @Override
  public String name() {
    return "Invoice";
  }

  @Override
  public String context() {
    return "billing";
  }

  @Override
  public boolean outlivesTenants() {
    return true;
  }

  @Override
  public Class<InvoiceCommand> commands() {
    return InvoiceCommand.class;
  }

  @Override
  public Class<InvoiceEvent> events() {
    return InvoiceEvent.class;
  }

  @Override
  public Class<InvoiceState> states() {
    return InvoiceState.class;
  }

  @Override
  public InvoiceState initial() {
    return InvoiceState.NONE;
  }

  @Override
  public Decision<InvoiceEvent> decide(InvoiceState state, InvoiceCommand command) {
    return switch (command) {
      case Draft draft -> draft(state, draft);
      case InvoiceCommand _ when state.status() == null -> rejected(INVOICE_NOT_FOUND);
      case AddLine(var line) -> addLine(state, line);
      case ReplaceLines _ when state.status() != DRAFT -> rejected(INVOICE_NOT_DRAFT);
      case ReplaceLines(var lines, var reverse, var note) ->
          state.hasContent(lines, reverse, note)
              ? accepted()
              : accepted(new InvoiceLinesReplaced(lines, reverse, note));
      case Discard() when state.status() == DISCARDED -> accepted();
      case Discard() ->
          state.status() == DRAFT ? accepted(new InvoiceDiscarded()) : rejected(INVOICE_NOT_DRAFT);
      case Close close -> close(state, close);
      case Issue issue -> issue(state, issue);
      case Pay(var payment, var tdsRate) -> pay(state, payment, tdsRate);
      case NotePaymentFailure(var payment, var reason, var at) ->
          state.isFailed(payment) || state.status() == InvoiceStatus.PAID
              ? accepted()
              : accepted(new InvoicePaymentFailed(payment, reason, at));
      case CheckDue(var today) -> checkDue(state, today);
      case Credit credit -> credit(state, credit);
      case Refund refund -> refund(state, refund);
      case RevokeRefund(var refund, var at) -> revokeRefund(state, refund, at);
      case WriteOff writeOff -> writeOff(state, writeOff);
      case IssueCredit credit -> issueCredit(state, credit);
    };
  }

  private static Decision<InvoiceEvent> draft(InvoiceState state, Draft draft) {
    if (state.status() == null) {
      return accepted(
          new InvoiceDrafted(
              draft.origin(), draft.subject(), draft.lines(), draft.reverseCharge(), draft.note()));
    }
    // A draft may have changed since: whoever sends it again wants it to be there, no more.
    return draft.origin() == state.origin() && draft.subject().equals(state.subject())
        ? accepted()
        : rejected(INVOICE_EXISTS);
  }

  private static Decision<InvoiceEvent> addLine(InvoiceState state, InvoiceLine line) {
    var known = state.line(line.id());
    if (known.isPresent()) {
      return known.get().equals(line) ? accepted() : rejected(INVOICE_LINE_CONFLICT);
    }
    if (state.status() != DRAFT) {
      return rejected(INVOICE_NOT_DRAFT);
    }
    return state.lines().size() < InvoiceLine.MAX_LINES
        ? accepted(new InvoiceLineAdded(line))
        : rejected(INVOICE_FULL);
  }

  private static Decision<InvoiceEvent> close(InvoiceState state, Close close) {
    if (state.status() == DISCARDED) {
      return rejected(INVOICE_NOT_DRAFT);
    }
    if (state.status() != DRAFT) {
      return accepted();
    }
    var assessment =
        Gst.assess(
            state.lines(),
            close.seller(),
            close.lut(),
            close.buyer(),
            state.reverseCharge(),
            close.toRupee());
    var met = close.collected() == null ? assessment : Gst.meeting(assessment, close.collected());
    return met.total() > 0
        ? accepted(new InvoiceClosed(close.seller(), close.lut(), close.buyer(), met))
        : rejected(INVOICE_EMPTY);
  }

  private static Decision<InvoiceEvent> issue(InvoiceState state, Issue issue) {
    if (state.number() != null) {
      return state.number().number().equals(issue.number()) ? accepted() : rejected(INVOICE_EXISTS);
    }
    return state.status() == ISSUING
        ? accepted(new InvoiceIssued(issue.number(), issue.date(), issue.due(), state.total()))
        : rejected(INVOICE_NOT_ISSUED);
  }

  private static Decision<InvoiceEvent> pay(
      InvoiceState state, InvoicePayment payment, int tdsRate) {
    var known = state.payment(payment.id());
    if (known.isPresent()) {
      return known.get().received() == payment.received() && known.get().tds() == payment.tds()
          ? accepted()
          : rejected(PAYMENT_CONFLICT);
    }
    if (state.number() == null) {
      return rejected(INVOICE_NOT_ISSUED);
    }
    if (payment.settles() > state.open()) {
      return rejected(PAYMENT_TOO_HIGH);
    }
    if (state.tds() + payment.tds() > mostTds(state.total(), tdsRate)) {
      return rejected(TDS_TOO_HIGH);
    }
    return state.payments().size() < MAX_ENTRIES
        ? accepted(
            new InvoicePaymentRecorded(
                payment, state.open() - payment.settles(), state.number().number(), state.total()))
        : rejected(INVOICE_FULL);
  }

  /**
   * The most TDS that may be withheld: the rate on the total, because some customers compute it
   * with GST, rounded up to a rupee.
   */
  private static long mostTds(long total, int rate) {
    return Math.ceilDiv(Math.multiplyExact(total, (long) rate), WHOLE * RUPEE) * RUPEE;
  }

  private static Decision<InvoiceEvent> checkDue(InvoiceState state, LocalDate today) {
    var number = state.number();
    return state.status() == ISSUED
            && number != null
            && !state.overdue()
            && today.isAfter(number.due())
        ? accepted(new InvoiceOverdue(number.due(), state.open()))
        : accepted();
  }

  private static Decision<InvoiceEvent> credit(InvoiceState state, Credit credit) {
    if (state.number() == null) {
      return rejected(INVOICE_NOT_ISSUED);
    }
    var known = state.credit(credit.note());
    if (known.isPresent()) {
      return known.get().reason().equals(credit.reason()) ? accepted() : rejected(CREDIT_CONFLICT);
    }
    if (state.credits().size() >= MAX_ENTRIES) {
      return rejected(INVOICE_FULL);
    }
    var before = state.credits().stream().map(CreditNote::assessment).toList();
    var taken = Gst.credit(state.assessment(), before, credit.lines());
    return taken == null
        ? rejected(CREDIT_TOO_HIGH)
        : accepted(new CreditClosed(credit.note(), credit.reason(), taken));
  }

  /** Takes back what was not taken back before: a credit note may have come first. */
  private static Decision<InvoiceEvent> refund(InvoiceState state, Refund refund) {
    if (state.isRefunded(refund.refund())) {
      return accepted();
    }
    if (state.number() == null) {
      return rejected(INVOICE_NOT_ISSUED);
    }
    if (state.refunds().size() >= MAX_ENTRIES || state.credits().size() >= MAX_ENTRIES) {
      return rejected(INVOICE_FULL);
    }
    var refunded =
        new InvoiceRefunded(
            refund.refund(),
            refund.payment(),
            refund.amount(),
            state.open() + refund.amount(),
            refund.note() == null,
            refund.at());
    if (refund.note() == null) {
      return accepted(refunded);
    }
    long toCredit = refund.amount() - Math.max(0, -state.openSoon());
    var before = state.credits().stream().map(CreditNote::assessment).toList();
    var taken = toCredit > 0 ? GivenBack.of(state.assessment(), before, toCredit) : null;
    return taken == null
        ? accepted(refunded)
        : accepted(refunded, new CreditClosed(refund.note(), "Refund " + refund.refund(), taken));
  }

  private static Decision<InvoiceEvent> revokeRefund(
      InvoiceState state, String refund, Instant at) {
    return state.refunds().stream()
        .filter(one -> one.id().equals(refund) && !one.revoked())
        .findFirst()
        .<Decision<InvoiceEvent>>map(
            one -> accepted(new InvoiceRefundRevoked(refund, state.open() - one.amount(), at)))
        .orElseGet(() -> accepted());
  }

  private static Decision<InvoiceEvent> writeOff(InvoiceState state, WriteOff writeOff) {
    var known =
        state.writeOffs().stream().filter(one -> one.id().equals(writeOff.id())).findFirst();
    if (known.isPresent()) {
      return known.get().amount() == writeOff.amount() ? accepted() : rejected(WRITE_OFF_CONFLICT);
    }
    if (state.number() == null) {
      return rejected(INVOICE_NOT_ISSUED);
    }
    long amount = writeOff.amount();
    if (amount > state.openSoon() || amount > writeOff.most() - state.writtenOff()) {
      return rejected(WRITE_OFF_TOO_HIGH);
    }
    return state.writeOffs().size() < MAX_ENTRIES
        ? accepted(
            new InvoiceWrittenOff(
                new InvoiceWriteOff(writeOff.id(), amount, writeOff.reason(), writeOff.at()),
                state.open() - amount))
        : rejected(INVOICE_FULL);
  }

  private static Decision<InvoiceEvent> issueCredit(InvoiceState state, IssueCredit credit) {
    var known = state.credit(credit.note());
    if (known.isEmpty()) {
      return rejected(INVOICE_NOT_FOUND);
    }
    var number = known.get().number();
    if (number != null) {
      return number.equals(credit.number()) ? accepted() : rejected(CREDIT_CONFLICT);
    }
    long open = state.open() - known.get().assessment().total();
    long taken =
        known.get().assessment().taxable()
            + state.credits().stream()
                .filter(one -> one.number() != null)
                .mapToLong(one -> one.assessment().taxable())
                .sum();
    return accepted(
        new CreditIssued(
            credit.note(),
            credit.number(),
            credit.date(),
            open,
            taken == state.assessment().taxable()));
  }

  @Override
  public InvoiceState evolve(InvoiceState state, InvoiceEvent event) {
    return switch (event) {
      case InvoiceDrafted(var origin, var subject, var lines, var reverse, var note) ->
          state.drafted(origin, subject, lines, reverse, note);
      case InvoiceLineAdded(var line) -> state.withLine(line);
      case InvoiceLinesReplaced(var lines, var reverse, var note) ->
          state.drafted(state.origin(), state.subject(), lines, reverse, note);
      case InvoiceDiscarded() -> state.with(DISCARDED);
      case InvoiceClosed(var seller, var lut, var buyer, var assessment) ->
          state.closedWith(new InvoiceState.Closed(seller, lut, buyer, assessment));
      case InvoiceIssued(var number, var date, var due, _) ->
          state.numbered(new InvoiceState.Numbering(number, date, due));
      case InvoicePaymentRecorded(var payment, var open, _, _) ->
          state.paidBy(payment).settled(open);
      case InvoicePaymentFailed(var payment, var reason, var at) ->
          state.failed(new InvoiceState.Failure(payment, reason, at));
      case InvoiceOverdue _ -> state.late();
      case InvoiceRefunded(
              var refund,
              var payment,
              var amount,
              var open,
              var chargeback,
              var at) -> {
        var next =
            state.refunding(new InvoiceRefund(refund, payment, amount, chargeback, false, at));
        yield chargeback && open > 0 && state.status() == InvoiceStatus.PAID
            ? next.with(ISSUED)
            : next;
      }
      case InvoiceRefundRevoked(var refund, var open, _) -> state.revoking(refund).settled(open);
      case InvoiceWrittenOff(var writeOff, var open) -> state.writingOff(writeOff).settled(open);
      case CreditClosed(var note, var reason, var assessment) ->
          state.crediting(new CreditNote(note, null, null, reason, assessment));
      case CreditIssued(var note, var number, var date, var open, var voids) -> {
        var next = state.changing(note, credit -> credit.numbered(number, date));
        yield voids
            ? next.with(InvoiceStatus.VOID)
            : open > 0 ? next : next.with(InvoiceStatus.PAID);
      }
    };
  }
}
