package ai.leadmetrics.protocol.billing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sells or buys, as an invoice names them.
 *
 * @param country ISO 3166, two letters
 * @param state GST code of the state; absent outside India, or where it is not known
 * @param sez whether supplies go to a unit in a Special Economic Zone
 */
public record BillingParty(
    String legalName,
    String address,
    String country,
    @Nullable String state,
    @Nullable String gstin,
    @Nullable String pan,
    boolean sez) {
  private static final String INDIA = "IN";

  /** A field that contradicts the others or itself. */
  public record Wrong(String field, String message) {}

  public boolean inIndia() {
    return country.equals(INDIA);
  }

  /** The first thing that is wrong, for whoever typed it in. */
  public Optional<Wrong> wrong() {
    if (!inIndia()) {
      return gstin != null || sez
          ? Optional.of(new Wrong("country", "only a business in India has a GSTIN or a SEZ unit"))
          : Optional.empty();
    }
    if (state == null || !IndianStates.isCode(state)) {
      return Optional.of(new Wrong("state", "must be the GST code of a state, for example 32"));
    }
    if (pan != null && !TaxIds.isPan(pan)) {
      return Optional.of(new Wrong("pan", "must look like AAAPL1234C"));
    }
    if (gstin == null) {
      return sez
          ? Optional.of(new Wrong("gstin", "is required of a unit in a Special Economic Zone"))
          : Optional.empty();
    }
    return wrongGstin(gstin);
  }

  private Optional<Wrong> wrongGstin(String number) {
    if (!TaxIds.isGstin(number)) {
      return Optional.of(new Wrong("gstin", "is not a GSTIN: check its 15 characters"));
    }
    if (!TaxIds.stateOf(number).equals(state)) {
      return Optional.of(
          new Wrong("state", "must be that of the GSTIN: " + TaxIds.stateOf(number)));
    }
    if (pan != null && !TaxIds.panOf(number).equals(pan)) {
      return Optional.of(new Wrong("pan", "must be the one within the GSTIN"));
    }
    return Optional.empty();
  }
}
