package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.CreditLine;
import ai.leadmetrics.protocol.billing.IndianStates;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.Supply;
import ai.leadmetrics.protocol.billing.TaxedLine;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * India's goods and services tax on what we sell, which are services: within a state half goes to
 * the centre (CGST) and half to the state (SGST), across states all of it is IGST (IGST Act 2017,
 * sections 7, 8, 12 and 13); supplies to SEZ units and abroad under a letter of undertaking are
 * zero-rated (section 16).
 *
 * <p>Tax is computed per line and rounded to the paisa, half up, each half by itself. The total may
 * be rounded to the rupee, half up, the difference shown as a line (the e-invoice schema's {@code
 * RndOffAmt}; CGST Act, section 170, rounds tax that way).
 */
public final class Gst {
  /** Hundredths of a percent in one. */
  private static final long WHOLE = 10_000;

  private static final long RUPEE = 100;

  private Gst() {}

  /**
   * @param lut the seller's letter of undertaking, without which SEZ and export supplies are taxed
   */
  public static Assessment assess(
      List<InvoiceLine> lines,
      BillingParty seller,
      @Nullable String lut,
      BillingParty buyer,
      boolean reverseCharge,
      boolean toRupee) {
    var supply = supply(seller, buyer);
    boolean zeroRated = lut != null && (supply == Supply.SEZ || supply == Supply.EXPORT);
    var taxed = lines.stream().map(line -> tax(line, supply, zeroRated)).toList();
    return sum(
        supply, placeOfSupply(seller, buyer), zeroRated, reverseCharge, taxed, toRupee ? RUPEE : 1);
  }

  /** Rounded to what was collected, where that is less than a rupee away. */
  static Assessment meeting(Assessment assessment, long collected) {
    long difference = collected - assessment.total();
    return Math.abs(difference) < RUPEE ? withRoundOff(assessment, difference) : assessment;
  }

  static Supply supply(BillingParty seller, BillingParty buyer) {
    if (!buyer.inIndia()) {
      return Supply.EXPORT;
    }
    if (buyer.sez()) {
      return Supply.SEZ;
    }
    return placeOfSupply(seller, buyer).equals(seller.state())
        ? Supply.INTRA_STATE
        : Supply.INTER_STATE;
  }

  /** Where a buyer's state is not known it is the seller's (IGST Act, section 12(2)(b)(ii)). */
  private static String placeOfSupply(BillingParty seller, BillingParty buyer) {
    if (!buyer.inIndia()) {
      return IndianStates.ABROAD;
    }
    return buyer.state() != null
        ? buyer.state()
        : Objects.requireNonNull(seller.state(), "a seller without state");
  }

  private static TaxedLine tax(InvoiceLine line, Supply supply, boolean zeroRated) {
    long taxable = line.amount();
    if (zeroRated) {
      return new TaxedLine(line, taxable, 0, 0, 0);
    }
    if (supply == Supply.INTRA_STATE) {
      // Half of the rate each, exactly: 5 % is 2.5 % and 2.5 %.
      long half = share(taxable, line.rate(), 2 * WHOLE);
      return new TaxedLine(line, taxable, half, half, 0);
    }
    return new TaxedLine(line, taxable, 0, 0, share(taxable, line.rate(), WHOLE));
  }

  /**
   * Takes back parts of an invoice, at the tax that was charged. However it is done, everything
   * together takes back exactly what was invoiced.
   *
   * @param credited what was taken back before
   * @param parts what of the lines; none means all that is left
   * @return absent where more is asked for than is left, or nothing is left
   */
  static @Nullable Assessment credit(
      Assessment invoice, List<Assessment> credited, List<CreditLine> parts) {
    var wanted = parts.isEmpty() ? rest(invoice, credited) : parts;
    if (wanted.isEmpty()) {
      return null;
    }
    var lines = wanted.stream().map(part -> creditLine(invoice, credited, part)).toList();
    if (lines.contains(null)) {
      return null;
    }
    var taken = lines.stream().map(Objects::requireNonNull).toList();
    var sum =
        sum(
            invoice.supply(),
            invoice.placeOfSupply(),
            invoice.zeroRated(),
            invoice.reverseCharge(),
            taken,
            1);
    long before = credited.stream().mapToLong(Assessment::taxable).sum();
    return before + sum.taxable() == invoice.taxable()
        ? withRoundOff(sum, left(invoice, credited, Assessment::total) - sum.total())
        : sum;
  }

  private static List<CreditLine> rest(Assessment invoice, List<Assessment> credited) {
    return invoice.lines().stream()
        .map(line -> new CreditLine(line.line().id(), lineLeft(line, credited, TaxedLine::taxable)))
        .filter(line -> line.taxable() > 0)
        .toList();
  }

  private static @Nullable TaxedLine creditLine(
      Assessment invoice, List<Assessment> credited, CreditLine part) {
    var found =
        invoice.lines().stream().filter(line -> line.line().id().equals(part.line())).findFirst();
    if (found.isEmpty()) {
      return null;
    }
    var line = found.get();
    long left = lineLeft(line, credited, TaxedLine::taxable);
    if (part.taxable() > left) {
      return null;
    }
    boolean last = part.taxable() == left;
    return new TaxedLine(
        line.line(),
        part.taxable(),
        taxBack(line, credited, part, last, TaxedLine::cgst),
        taxBack(line, credited, part, last, TaxedLine::sgst),
        taxBack(line, credited, part, last, TaxedLine::igst));
  }

  private static long taxBack(
      TaxedLine line,
      List<Assessment> credited,
      CreditLine part,
      boolean last,
      ToLongFunction<TaxedLine> tax) {
    long left = lineLeft(line, credited, tax);
    return last
        ? left
        : Math.min(left, share(part.taxable(), tax.applyAsLong(line), line.taxable()));
  }

  static long lineLeft(
      TaxedLine line, List<Assessment> credited, ToLongFunction<TaxedLine> amount) {
    return amount.applyAsLong(line)
        - credited.stream()
            .flatMap(note -> note.lines().stream())
            .filter(one -> one.line().id().equals(line.line().id()))
            .mapToLong(amount)
            .sum();
  }

  static long left(
      Assessment invoice, List<Assessment> credited, ToLongFunction<Assessment> amount) {
    return amount.applyAsLong(invoice) - credited.stream().mapToLong(amount).sum();
  }

  private static Assessment sum(
      Supply supply,
      String placeOfSupply,
      boolean zeroRated,
      boolean reverseCharge,
      List<TaxedLine> lines,
      long unit) {
    long taxable = lines.stream().mapToLong(TaxedLine::taxable).sum();
    long cgst = lines.stream().mapToLong(TaxedLine::cgst).sum();
    long sgst = lines.stream().mapToLong(TaxedLine::sgst).sum();
    long igst = lines.stream().mapToLong(TaxedLine::igst).sum();
    long exact = taxable + (reverseCharge ? 0 : cgst + sgst + igst);
    long total = Math.floorDiv(exact + unit / 2, unit) * unit;
    return new Assessment(
        supply,
        placeOfSupply,
        zeroRated,
        reverseCharge,
        lines,
        taxable,
        cgst,
        sgst,
        igst,
        total - exact,
        total);
  }

  static Assessment withRoundOff(Assessment sum, long roundOff) {
    return new Assessment(
        sum.supply(),
        sum.placeOfSupply(),
        sum.zeroRated(),
        sum.reverseCharge(),
        sum.lines(),
        sum.taxable(),
        sum.cgst(),
        sum.sgst(),
        sum.igst(),
        sum.roundOff() + roundOff,
        sum.total() + roundOff);
  }

  /** {@code amount × part / whole}, half up; exact whatever the size. */
  static long share(long amount, long part, long whole) {
    if (whole == 0) {
      return 0;
    }
    var exact = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(part));
    return exact
        .shiftLeft(1)
        .add(BigInteger.valueOf(whole))
        .divide(BigInteger.valueOf(whole).shiftLeft(1))
        .longValueExact();
  }
}
