package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.CreditNote;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.InvoicePayment;
import ai.leadmetrics.protocol.billing.InvoiceRefund;
import ai.leadmetrics.protocol.billing.InvoiceStatus;
import ai.leadmetrics.protocol.billing.InvoiceWriteOff;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as its events left it.
 *
 * @param status absent until there is a draft
 * @param closed what was fixed when the draft was closed
 * @param failure the last attempt to collect that failed, until the invoice is paid
 */
public record InvoiceState(
    @Nullable InvoiceStatus status,
    InvoiceOrigin origin,
    String subject,
    List<InvoiceLine> lines,
    boolean reverseCharge,
    String note,
    @Nullable Closed closed,
    @Nullable Numbering number,
    boolean overdue,
    @Nullable Failure failure,
    List<InvoicePayment> payments,
    List<CreditNote> credits,
    List<InvoiceRefund> refunds,
    List<InvoiceWriteOff> writeOffs) {

  static final InvoiceState NONE =
      new InvoiceState(
          null,
          InvoiceOrigin.MANUAL,
          "",
          List.of(),
          false,
          "",
          null,
          null,
          false,
          null,
          List.of(),
          List.of(),
          List.of(),
          List.of());

  /** Seller, buyer and tax as they were on closing. */
  public record Closed(
      BillingParty seller, @Nullable String lut, BillingParty buyer, Assessment assessment) {}

  /** The number and dates of a numbered invoice. */
  public record Numbering(String number, LocalDate date, LocalDate due) {}

  /** A payment of the invoice that failed. */
  public record Failure(String payment, String reason, Instant at) {}

  public InvoiceState {
    lines = List.copyOf(lines);
    payments = List.copyOf(payments);
    credits = List.copyOf(credits);
    refunds = List.copyOf(refunds);
    writeOffs = List.copyOf(writeOffs);
  }

  /** In paise; nothing before the draft is closed. */
  public long total() {
    return closed == null ? 0 : closed.assessment().total();
  }

  public long received() {
    return payments.stream().mapToLong(InvoicePayment::received).sum();
  }

  public long tds() {
    return payments.stream().mapToLong(InvoicePayment::tds).sum();
  }

  /** Taken back by numbered credit notes. */
  public long credited() {
    return credits.stream()
        .filter(credit -> credit.number() != null)
        .mapToLong(credit -> credit.assessment().total())
        .sum();
  }

  public long refunded() {
    return refunds.stream()
        .filter(refund -> !refund.revoked())
        .mapToLong(InvoiceRefund::amount)
        .sum();
  }

  public long writtenOff() {
    return writeOffs.stream().mapToLong(InvoiceWriteOff::amount).sum();
  }

  /** Still owed; below zero where more was paid, and kept, than is left after credit notes. */
  public long open() {
    return total() - received() - tds() - credited() + refunded() - writtenOff();
  }

  /** As it will be once all credit notes have their numbers. */
  long openSoon() {
    return open()
        - credits.stream()
            .filter(credit -> credit.number() == null)
            .mapToLong(credit -> credit.assessment().total())
            .sum();
  }

  Assessment assessment() {
    return Objects.requireNonNull(closed, "not closed yet").assessment();
  }

  boolean hasContent(List<InvoiceLine> otherLines, boolean otherReverse, String otherNote) {
    return lines.equals(otherLines) && reverseCharge == otherReverse && note.equals(otherNote);
  }

  boolean isFailed(String payment) {
    return failure != null && failure.payment().equals(payment);
  }

  Optional<InvoiceLine> line(String id) {
    return lines.stream().filter(line -> line.id().equals(id)).findFirst();
  }

  Optional<InvoicePayment> payment(String id) {
    return payments.stream().filter(payment -> payment.id().equals(id)).findFirst();
  }

  boolean isRefunded(String refund) {
    return refunds.stream().anyMatch(one -> one.id().equals(refund));
  }

  Optional<CreditNote> credit(String id) {
    return credits.stream().filter(credit -> credit.id().equals(id)).findFirst();
  }

  InvoiceState drafted(
      InvoiceOrigin newOrigin, String newSubject, List<InvoiceLine> content, boolean r, String n) {
    return new InvoiceState(
        InvoiceStatus.DRAFT,
        newOrigin,
        newSubject,
        content,
        r,
        n,
        null,
        null,
        false,
        failure,
        payments,
        credits,
        refunds,
        writeOffs);
  }

  InvoiceState with(InvoiceStatus next) {
    return new InvoiceState(
        next,
        origin,
        subject,
        lines,
        reverseCharge,
        note,
        closed,
        number,
        overdue && next == InvoiceStatus.ISSUED,
        next == InvoiceStatus.PAID ? null : failure,
        payments,
        credits,
        refunds,
        writeOffs);
  }

  InvoiceState withLine(InvoiceLine line) {
    return drafted(origin, subject, and(lines, line), reverseCharge, note);
  }

  InvoiceState closedWith(Closed content) {
    return copy(content, number, overdue, failure, payments, credits).with(InvoiceStatus.ISSUING);
  }

  InvoiceState numbered(Numbering given) {
    return copy(closed, given, overdue, failure, payments, credits).with(InvoiceStatus.ISSUED);
  }

  InvoiceState late() {
    return copy(closed, number, true, failure, payments, credits);
  }

  InvoiceState failed(Failure what) {
    return copy(closed, number, overdue, what, payments, credits);
  }

  InvoiceState paidBy(InvoicePayment payment) {
    return copy(closed, number, overdue, failure, and(payments, payment), credits);
  }

  /** An issued invoice with nothing open is paid. */
  InvoiceState settled(long open) {
    return open > 0 || status != InvoiceStatus.ISSUED ? this : with(InvoiceStatus.PAID);
  }

  InvoiceState refunding(InvoiceRefund refund) {
    return entering(and(refunds, refund), writeOffs);
  }

  InvoiceState revoking(String refund) {
    return entering(
        refunds.stream().map(one -> one.id().equals(refund) ? one.asRevoked() : one).toList(),
        writeOffs);
  }

  InvoiceState writingOff(InvoiceWriteOff writeOff) {
    return entering(refunds, and(writeOffs, writeOff));
  }

  private InvoiceState entering(
      List<InvoiceRefund> newRefunds, List<InvoiceWriteOff> newWriteOffs) {
    return new InvoiceState(
        status,
        origin,
        subject,
        lines,
        reverseCharge,
        note,
        closed,
        number,
        overdue,
        failure,
        payments,
        credits,
        newRefunds,
        newWriteOffs);
  }

  InvoiceState crediting(CreditNote credit) {
    return copy(closed, number, overdue, failure, payments, and(credits, credit));
  }

  InvoiceState changing(String credit, UnaryOperator<CreditNote> change) {
    return copy(
        closed,
        number,
        overdue,
        failure,
        payments,
        credits.stream().map(one -> one.id().equals(credit) ? change.apply(one) : one).toList());
  }

  private InvoiceState copy(
      @Nullable Closed newClosed,
      @Nullable Numbering newNumber,
      boolean newOverdue,
      @Nullable Failure newFailure,
      List<InvoicePayment> newPayments,
      List<CreditNote> newCredits) {
    return new InvoiceState(
        status,
        origin,
        subject,
        lines,
        reverseCharge,
        note,
        newClosed,
        newNumber,
        newOverdue,
        newFailure,
        newPayments,
        newCredits,
        refunds,
        writeOffs);
  }

  private static <T> List<T> and(List<T> list, T one) {
    var all = new ArrayList<>(list);
    all.add(one);
    return all;
  }
}
