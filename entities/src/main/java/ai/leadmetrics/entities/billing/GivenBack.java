package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.CreditLine;
import ai.leadmetrics.protocol.billing.TaxedLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a refund takes back of an invoice: line after line, each with its tax, to the paisa. */
final class GivenBack {
  private GivenBack() {}

  /**
   * @param credited what was taken back before
   * @param amount with tax; what is more than is left takes back all that is left
   * @return absent where nothing is left
   */
  static @Nullable Assessment of(Assessment invoice, List<Assessment> credited, long amount) {
    long left = Gst.left(invoice, credited, Assessment::total);
    if (amount >= left) {
      return Gst.credit(invoice, credited, List.of());
    }
    var parts = parts(invoice, credited, amount);
    var taken = parts.isEmpty() ? null : Gst.credit(invoice, credited, parts);
    return taken == null ? null : Gst.withRoundOff(taken, amount - taken.total());
  }

  private static List<CreditLine> parts(
      Assessment invoice, List<Assessment> credited, long amount) {
    var parts = new ArrayList<CreditLine>();
    long wanted = amount;
    for (var line : invoice.lines()) {
      long net = Gst.lineLeft(line, credited, TaxedLine::taxable);
      if (net > 0 && wanted > 0) {
        long gross = net + (invoice.reverseCharge() ? 0 : tax(line, credited));
        // A part leaves something, so that the last one takes exactly the tax that is left.
        long taken =
            wanted >= gross
                ? net
                : Math.clamp(Gst.share(wanted, net, gross), 1, Math.max(1, net - 1));
        parts.add(new CreditLine(line.line().id(), taken));
        wanted -= Math.min(wanted, gross);
      }
    }
    return parts;
  }

  private static long tax(TaxedLine line, List<Assessment> credited) {
    return Gst.lineLeft(line, credited, TaxedLine::cgst)
        + Gst.lineLeft(line, credited, TaxedLine::sgst)
        + Gst.lineLeft(line, credited, TaxedLine::igst);
  }
}
