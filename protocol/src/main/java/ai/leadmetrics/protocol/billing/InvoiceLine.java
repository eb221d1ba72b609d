package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import java.util.List;

/**
 * One thing that is charged for.
 *
 * @param id unique within the invoice; derived from what the line comes from, where it comes from
 *     something
 * @param sac the service accounting code, four to eight digits
 * @param unit price of one, in paise, without tax
 * @param rate GST in hundredths of a percent: 1800 is 18 %
 */
public record InvoiceLine(
    String id, String description, String sac, long quantity, long unit, int rate) {
  /** On one invoice. */
  public static final int MAX_LINES = 200;

  /** In paise; far below where sums of a whole invoice could overflow. */
  public static final long MAX_AMOUNT = 10_000_000_000_000L;

  private static final int MAX_RATE = 4_000;

  /** Before tax, in paise. */
  public long amount() {
    return quantity * unit;
  }

  /**
   * @throws InvalidValueException naming what is wrong with one of the lines, or their number
   */
  public static List<InvoiceLine> checked(List<InvoiceLine> lines) {
    if (lines.size() > MAX_LINES) {
      throw new InvalidValueException("an invoice has at most " + MAX_LINES + " lines");
    }
    lines.forEach(InvoiceLine::check);
    if (lines.stream().map(InvoiceLine::id).distinct().count() < lines.size()) {
      throw new InvalidValueException("two lines have the same id");
    }
    return List.copyOf(lines);
  }

  private void check() {
    if (id.isBlank() || id.length() > 100) {
      throw new InvalidValueException("a line needs an id of at most 100 characters");
    }
    if (description.isBlank() || description.length() > 300) {
      throw new InvalidValueException("a line says in 1 to 300 characters what it is for");
    }
    if (!sac.matches("[0-9]{4,8}")) {
      throw new InvalidValueException("a SAC has 4 to 8 digits: " + sac);
    }
    if (quantity < 1
        || unit < 0
        || unit > MAX_AMOUNT
        || quantity > MAX_AMOUNT / Math.max(1, unit)) {
      throw new InvalidValueException("a line's quantity or price is out of range");
    }
    if (rate < 0 || rate > MAX_RATE) {
      throw new InvalidValueException("a GST rate is between 0 and 40 %");
    }
  }
}
