package ai.leadmetrics.protocol.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** Two fields that contradict each other, such as state and PIN code; a person corrects one. */
  public record Warning(String field, String message) {}

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
    if (IndianStates.isCode(TaxIds.stateOf(number)) && !TaxIds.stateOf(number).equals(state)) {
      return Optional.of(
          new Wrong("state", "must be that of the GSTIN: " + TaxIds.stateOf(number)));
    }
    if (pan != null && TaxIds.panOf(number).filter(held -> !held.equals(pan)).isPresent()) {
      return Optional.of(new Wrong("pan", "must be the one within the GSTIN"));
    }
    return Optional.empty();
  }

  /**
   * Where the address, its PIN code and the state disagree, so that GST may go to the wrong state.
   */
  public List<Warning> warnings() {
    if (!inIndia()) {
      return List.of();
    }
    if (state == null) {
      return List.of(
          new Warning("state", "No state is known, so GST is charged as in the seller's state."));
    }
    var warnings = new ArrayList<Warning>();
    var named = IndianStates.namedIn(address);
    if (!named.isEmpty() && !named.contains(state)) {
      warnings.add(new Warning("address", "The address names " + names(named) + otherwise()));
    }
    var byPin = IndianStates.ofPinCode(address);
    if (!byPin.isEmpty() && !byPin.contains(state)) {
      warnings.add(new Warning("address", "The PIN code is in " + names(byPin) + otherwise()));
    }
    return warnings;
  }

  private String otherwise() {
    return ", but the state for GST is "
        + IndianStates.name(Objects.requireNonNull(state))
        + ". Check which is right before an invoice is issued.";
  }

  private static String names(Set<String> states) {
    return states.stream().sorted().map(IndianStates::name).collect(Collectors.joining(" or "));
  }
}
