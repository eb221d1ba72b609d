package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/**
 * What happened to a tenant's credits. {@code balance} is what the tenant has afterwards, reserved
 * credits included.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface CreditLedgerEvent {
  /**
   * @param lapsed what was left of the allowance before
   */
  @JsonTypeName("credit-period-started")
  record PeriodStarted(Period period, long allowance, boolean overage, long lapsed, long balance)
      implements CreditLedgerEvent {}

  /**
   * The plan changed within a period.
   *
   * @param added to what is left of the allowance
   */
  @JsonTypeName("credit-plan-changed")
  record PlanChanged(long allowance, boolean overage, long added, long balance)
      implements CreditLedgerEvent {}

  @JsonTypeName("credits-granted")
  record Granted(EntryId entry, long amount, String reason, long balance)
      implements CreditLedgerEvent {}

  @JsonTypeName("credits-topped-up")
  record ToppedUp(EntryId entry, long amount, String paymentId, long balance)
      implements CreditLedgerEvent {}

  /**
   * @param monthly change of the allowance that is left
   * @param kept change of granted and bought credits
   */
  @JsonTypeName("credits-adjusted")
  record Adjusted(EntryId entry, long monthly, long kept, String reason, String by, long balance)
      implements CreditLedgerEvent {}

  /**
   * @param rate credits per unit
   * @param overagePaise price of each credit of {@code parts.overage}
   */
  @JsonTypeName("credits-reserved")
  record Reserved(
      EntryId entry,
      String creditType,
      long units,
      long rate,
      Parts parts,
      long overagePaise,
      Instant expiresAt)
      implements CreditLedgerEvent {}

  /**
   * @param returned what was reserved and not used
   * @param lapsed of what would have come back: it belonged to a period that is over
   * @param overagePaise what the used overage costs
   */
  @JsonTypeName("credits-committed")
  record Committed(
      EntryId entry,
      String creditType,
      long units,
      Parts used,
      Parts returned,
      long lapsed,
      long overagePaise,
      long balance)
      implements CreditLedgerEvent {}

  @JsonTypeName("credits-released")
  record Released(EntryId entry, Parts returned, long lapsed, long balance)
      implements CreditLedgerEvent {}

  @JsonTypeName("credits-expired")
  record Expired(EntryId entry, Parts returned, long lapsed, long balance)
      implements CreditLedgerEvent {}

  /**
   * Half, four fifths or all of a period's credits are used; told once per period.
   *
   * @param percent 50 or 80 of the allowance, or 100 where nothing at all is left
   * @param used of the allowance
   */
  @JsonTypeName("credits-ran-low")
  record RanLow(int percent, long used, long allowance) implements CreditLedgerEvent {}

  @JsonTypeName("credits-locked")
  record Locked(String reason) implements CreditLedgerEvent {}

  @JsonTypeName("credits-unlocked")
  record Unlocked() implements CreditLedgerEvent {}

  @JsonTypeName("credit-overage-set")
  record OverageSet(long ceilingPaise) implements CreditLedgerEvent {}
}
