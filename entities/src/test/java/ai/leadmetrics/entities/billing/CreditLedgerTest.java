package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Adjust;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Commit;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.ExpireDue;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Grant;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Lock;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Release;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Reserve;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Reset;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.SetOverage;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.TopUp;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Unlock;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Adjusted;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Committed;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Expired;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Granted;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Locked;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.OverageSet;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.PeriodStarted;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.PlanChanged;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.RanLow;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Released;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Reserved;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.ToppedUp;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Unlocked;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.Parts;
import ai.leadmetrics.protocol.billing.Period;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CreditLedgerTest {
  private static final Instant NOW = Instant.parse("2027-01-31T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
  private static final Period JANUARY = Period.containing(NOW, NOW);
  private static final Period FEBRUARY = Period.containing(NOW, JANUARY.end());
  private static final EntryId JOB = EntryId.of(NOW, "job");
  private static final EntryId PAID = EntryId.of(NOW, "payment");
  private static final PeriodStarted BEGUN = new PeriodStarted(JANUARY, 100, false, 0, 100);

  /** Five credits a post. */
  private static final String POST = "social-post-writer";

  private static Reserve reserve(EntryId entry, long units) {
    return new Reserve(entry, POST, units, NOW, LATER);
  }

  private static Reserved reserved(EntryId entry, long units, Parts parts) {
    return new Reserved(entry, POST, units, 5, parts, 110, LATER);
  }

  private static Given<CreditLedgerCommand, CreditLedgerEvent, LedgerState> ledger(
      CreditLedgerEvent... events) {
    return given(new CreditLedger(), events);
  }

  @Test
  void workTakesWhatItUsedAndGivesBackTheRest() {
    ledger(BEGUN)
        .when(reserve(JOB, 4))
        .then(reserved(JOB, 4, new Parts(20, 0, 0)))
        .state(s -> s.available() == 80 && s.balance() == 100);
    ledger(BEGUN, reserved(JOB, 4, new Parts(20, 0, 0)))
        .when(new Commit(JOB, 3, NOW))
        .then(new Committed(JOB, POST, 3, new Parts(15, 0, 0), new Parts(5, 0, 0), 0, 0, 85))
        .state(s -> s.available() == 85 && s.held().isEmpty());
  }

  @Test
  void neverMoreThanWasReserved() {
    ledger(BEGUN, reserved(JOB, 4, new Parts(20, 0, 0)))
        .when(new Commit(JOB, 5, NOW))
        .thenRefused(BillingError.MORE_THAN_RESERVED);
  }

  @Test
  void whatIsNotUsedComesBack() {
    var held = ledger(BEGUN, reserved(JOB, 4, new Parts(20, 0, 0)));
    held.when(new Release(JOB, NOW))
        .then(new Released(JOB, new Parts(20, 0, 0), 0, 100))
        .state(s -> s.available() == 100);
    held.when(new ExpireDue(NOW)).thenNothing();
    held.when(new ExpireDue(LATER)).then(new Expired(JOB, new Parts(20, 0, 0), 0, 100));
  }

  @Test
  void aLateSweepRefusesNobody() {
    var other = EntryId.of(NOW, "other");
    ledger(BEGUN, reserved(JOB, 20, new Parts(100, 0, 0)))
        .when(new Reserve(other, POST, 1, LATER, LATER.plusSeconds(60)))
        .thenTypes(Expired.class, Reserved.class)
        .state(s -> s.available() == 95);
  }

  @Test
  void theAllowanceIsSpentFirst() {
    ledger(BEGUN, new ToppedUp(PAID, 50, "pay_1", 150))
        .when(reserve(JOB, 24))
        .then(reserved(JOB, 24, new Parts(100, 20, 0)));
    ledger(BEGUN, new ToppedUp(PAID, 50, "pay_1", 150))
        .after(reserve(JOB, 24))
        .when(new Commit(JOB, 21, NOW))
        .then(
            new Committed(JOB, POST, 21, new Parts(100, 5, 0), new Parts(0, 15, 0), 0, 0, 45),
            new RanLow(80, 100, 100));
  }

  @Test
  void nobodySpendsWhatIsNotThere() {
    ledger(BEGUN).when(reserve(JOB, 21)).thenRefused(BillingError.INSUFFICIENT_CREDITS);
    ledger(BEGUN, reserved(JOB, 20, new Parts(100, 0, 0)))
        .when(reserve(EntryId.of(NOW, "other"), 1))
        .thenRefused(BillingError.INSUFFICIENT_CREDITS);
    ledger(BEGUN)
        .when(new Adjust(JOB, -101, "mistake", "user_1", NOW))
        .thenRefused(BillingError.INSUFFICIENT_CREDITS);
  }

  @Test
  void theSameIdHappensOnceAndMeansOneThing() {
    var held = ledger(BEGUN, reserved(JOB, 4, new Parts(20, 0, 0)));
    held.when(reserve(JOB, 4)).thenNothing();
    held.when(reserve(JOB, 5)).thenRefused(BillingError.ENTRY_CONFLICT);
    held.when(new TopUp(JOB, 5, "pay_1", NOW)).thenRefused(BillingError.ENTRY_CONFLICT);

    var used = held.after(new Commit(JOB, 3, NOW));
    used.when(reserve(JOB, 4)).thenNothing();
    used.when(reserve(JOB, 5)).thenRefused(BillingError.ENTRY_CONFLICT);
    used.when(new Commit(JOB, 3, NOW)).thenNothing();
    used.when(new Commit(JOB, 2, NOW)).thenRefused(BillingError.ENTRY_CONFLICT);
    used.when(new Release(JOB, NOW)).thenRefused(BillingError.ENTRY_CONFLICT);

    var paid = ledger(BEGUN, new ToppedUp(PAID, 50, "pay_1", 150));
    paid.when(new TopUp(PAID, 50, "pay_1", LATER)).thenNothing();
    paid.when(new TopUp(PAID, 51, "pay_1", LATER)).thenRefused(BillingError.ENTRY_CONFLICT);
    paid.when(new Grant(PAID, 50, "pay_1", LATER)).thenRefused(BillingError.ENTRY_CONFLICT);
    paid.when(reserve(PAID, 1)).thenRefused(BillingError.ENTRY_CONFLICT);
  }

  @Test
  void anExpiredReservationIsOver() {
    var over = ledger(BEGUN, reserved(JOB, 4, new Parts(20, 0, 0))).after(new ExpireDue(LATER));
    over.when(new Commit(JOB, 4, LATER)).thenRefused(BillingError.RESERVATION_EXPIRED);
    over.when(reserve(JOB, 4)).thenRefused(BillingError.RESERVATION_EXPIRED);
    over.when(new Release(JOB, LATER)).thenNothing();
  }

  @Test
  void whatWasNeverReservedCannotBeUsed() {
    ledger(BEGUN).when(new Commit(JOB, 1, NOW)).thenRefused(BillingError.ENTRY_NOT_FOUND);
    ledger(BEGUN).when(new Release(JOB, NOW)).thenRefused(BillingError.ENTRY_NOT_FOUND);
  }

  @Test
  void atTheEndOfAPeriodTheAllowanceLapsesAndBoughtCreditsStay() {
    ledger(BEGUN, new ToppedUp(PAID, 50, "pay_1", 150), reserved(JOB, 2, new Parts(10, 0, 0)))
        .when(new Reset(FEBRUARY, 100, false, JANUARY.end()))
        .then(new PeriodStarted(FEBRUARY, 100, false, 90, 160))
        .state(s -> s.monthly() == 100 && s.kept() == 50 && s.balance() == 160);
  }

  @Test
  void allowanceHeldOverTheEndOfItsPeriodIsUsedOrLapses() {
    var next =
        ledger(
            BEGUN,
            new ToppedUp(PAID, 50, "pay_1", 150),
            reserved(JOB, 22, new Parts(100, 10, 0)),
            new PeriodStarted(FEBRUARY, 100, false, 0, 250));
    next.when(new Commit(JOB, 10, JANUARY.end()))
        .then(new Committed(JOB, POST, 10, new Parts(50, 0, 0), new Parts(0, 10, 0), 50, 0, 150))
        .state(s -> s.monthly() == 100 && s.kept() == 50);
    next.when(new Release(JOB, JANUARY.end()))
        .then(new Released(JOB, new Parts(0, 10, 0), 100, 150));
  }

  @Test
  void aPeriodThatIsOverMustBeFollowedByTheNext() {
    var end = JANUARY.end();
    ledger().when(reserve(JOB, 1)).thenRefused(BillingError.CREDIT_PERIOD_OVER);
    ledger(BEGUN)
        .when(new Reserve(JOB, POST, 1, end, end.plusSeconds(1)))
        .thenRefused(BillingError.CREDIT_PERIOD_OVER);
  }

  @Test
  void aPeriodBeginsOnce() {
    ledger(BEGUN).when(new Reset(JANUARY, 100, false, LATER)).thenNothing();
    ledger(BEGUN, new PeriodStarted(FEBRUARY, 100, false, 100, 100))
        .when(new Reset(JANUARY, 500, false, LATER))
        .thenNothing();
  }

  @Test
  void aPlanCountedFromAnotherDayBeginsItsPeriodAtOnce() {
    var bought = NOW.plus(Duration.ofDays(5));
    var own = Period.containing(bought, bought);
    var changed = ledger(BEGUN).after(new Reset(own, 300, false, bought));
    assertThat(changed.state().available()).isEqualTo(300);
    changed.when(new Reset(own, 300, false, bought)).thenNothing();
    // Who read the plan before it changed comes too late.
    changed.when(new Reset(JANUARY, 9_000, false, bought)).thenNothing();
  }

  @Test
  void aBetterPlanCountsAtOnceAndASmallerOneLater() {
    var started = ledger(BEGUN);
    started
        .when(new Reset(JANUARY, 300, true, LATER))
        .then(new PlanChanged(300, true, 200, 300))
        .state(s -> s.available() == 300);
    var upgraded = started.after(new Reset(JANUARY, 300, false, LATER));
    upgraded.when(new Reset(JANUARY, 100, false, LATER)).thenNothing();
    upgraded
        .after(new Reset(FEBRUARY, 100, false, JANUARY.end()))
        .when(new Reset(FEBRUARY, 100, false, JANUARY.end()))
        .thenNothing()
        .state(s -> s.available() == 100);
  }

  @Test
  void overageGoesUpToTheTenantsCeiling() {
    var pro = ledger(new PeriodStarted(JANUARY, 100, true, 0, 100), new OverageSet(11_000));
    pro.when(reserve(JOB, 40))
        .then(reserved(JOB, 40, new Parts(100, 0, 100)))
        .state(s -> s.overagePaise() == 11_000 && s.balance() == 100);
    pro.when(reserve(JOB, 41)).thenRefused(BillingError.INSUFFICIENT_CREDITS);
    pro.after(reserve(JOB, 40))
        .when(new Commit(JOB, 30, NOW))
        .then(
            new Committed(JOB, POST, 30, new Parts(100, 0, 50), new Parts(0, 0, 50), 0, 5_500, 0),
            new RanLow(80, 100, 100))
        .state(s -> s.overagePaise() == 5_500 && s.balance() == 0);
  }

  @Test
  void overageNeedsAPlanThatHasIt() {
    ledger(BEGUN).when(new SetOverage(1_000, NOW)).thenRefused(BillingError.PLAN_LIMIT);
    ledger(BEGUN, new OverageSet(100_000))
        .when(reserve(JOB, 21))
        .thenRefused(BillingError.INSUFFICIENT_CREDITS);
    ledger(BEGUN, new PlanChanged(100, true, 0, 100))
        .when(new SetOverage(1_000, NOW))
        .then(new OverageSet(1_000));
  }

  @Test
  void lockedCreditsCanBeFinishedButNotReserved() {
    var locked = ledger(BEGUN, reserved(JOB, 4, new Parts(20, 0, 0)), new Locked("unpaid"));
    locked.when(reserve(EntryId.of(NOW, "other"), 1)).thenRefused(BillingError.CREDITS_LOCKED);
    locked.when(new Commit(JOB, 4, NOW)).thenTypes(Committed.class);
    locked.when(new TopUp(PAID, 5, "pay_1", NOW)).thenTypes(ToppedUp.class);
    locked.when(new Lock("unpaid", NOW)).thenNothing();
    locked.when(new Unlock(NOW)).then(new Unlocked());
    ledger(BEGUN).when(new Unlock(NOW)).thenNothing();
  }

  @Test
  void correctionsGoBothWays() {
    ledger(BEGUN, new Granted(PAID, 10, "welcome", 110))
        .when(new Adjust(JOB, -105, "mistake", "user_1", NOW))
        .then(new Adjusted(JOB, -100, -5, "mistake", "user_1", 5));
    ledger(BEGUN)
        .when(new Adjust(JOB, 7, "goodwill", "user_1", NOW))
        .then(new Adjusted(JOB, 0, 7, "goodwill", "user_1", 107));
  }

  @Test
  void sumsAreRefusedBeforeTheyOverflow() {
    var most = CreditLedgerCommand.MAX_AMOUNT;
    assertThatThrownBy(() -> new TopUp(PAID, most + 1, "pay_1", NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Adjust(PAID, Long.MIN_VALUE, "x", "y", NOW))
        .isInstanceOf(IllegalArgumentException.class);
    ledger(new Granted(JOB, CreditLedger.MAX_BALANCE - 5, "x", CreditLedger.MAX_BALANCE - 5))
        .when(new TopUp(PAID, 6, "pay_1", NOW))
        .thenRefused(BillingError.AMOUNT_TOO_LARGE);
    ledger(BEGUN, new PlanChanged(100, true, 0, 100), new OverageSet(most))
        .when(reserve(JOB, CreditLedgerCommand.MAX_UNITS))
        .thenTypes(Reserved.class);
  }

  @Test
  void openReservationsAreBounded() {
    var many = ledger(new PeriodStarted(JANUARY, 1_000_000, false, 0, 1_000_000));
    for (int i = 0; i < LedgerState.MAX_HELD; i++) {
      many = many.after(reserve(EntryId.of(NOW, "job", Integer.toString(i)), 1));
    }
    many.when(reserve(JOB, 1)).thenRefused(BillingError.TOO_MANY_RESERVATIONS);
    assertThat(many.state().held()).hasSize(LedgerState.MAX_HELD);
  }

  @Test
  void anEntryFromTheFutureIsRefused() {
    var early = EntryId.of(NOW.plus(Duration.ofMinutes(6)), "job");
    ledger(BEGUN).when(reserve(early, 1)).thenRefused(BillingError.ENTRY_IN_FUTURE);
    ledger(BEGUN).when(new TopUp(early, 1, "pay_1", NOW)).thenRefused(BillingError.ENTRY_IN_FUTURE);
  }

  @Test
  void unknownWorkIsRefused() {
    ledger(BEGUN)
        .when(new Reserve(JOB, "juggler", 1, NOW, LATER))
        .thenRefused(BillingError.UNKNOWN_CREDIT_TYPE);
  }
}
