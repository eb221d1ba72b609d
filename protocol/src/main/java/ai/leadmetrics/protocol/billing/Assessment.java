package ai.leadmetrics.protocol.billing;

import java.util.List;

/**
 * An invoice's lines with their GST, and what they add up to; amounts in paise.
 *
 * @param placeOfSupply GST code of the state, {@link IndianStates#ABROAD} for an export
 * @param zeroRated SEZ or export under a letter of undertaking: no tax is charged
 * @param reverseCharge the recipient pays the tax to the government: shown, not charged
 * @param roundOff what was added to or taken from the sum to reach a whole rupee
 * @param total what the recipient owes
 */
public record Assessment(
    Supply supply,
    String placeOfSupply,
    boolean zeroRated,
    boolean reverseCharge,
    List<TaxedLine> lines,
    long taxable,
    long cgst,
    long sgst,
    long igst,
    long roundOff,
    long total) {
  public Assessment {
    lines = List.copyOf(lines);
  }

  public long tax() {
    return cgst + sgst + igst;
  }
}
