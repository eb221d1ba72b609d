package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Commit;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Release;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Reserve;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Reset;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.SetOverage;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.TopUp;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Committed;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.RanLow;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People are told once per period that their credits run down. */
class RunningTest {
  private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");
  private static final Period JANUARY = Period.containing(NOW, NOW);
  private static final Period FEBRUARY = Period.containing(JANUARY.end(), JANUARY.end());
  private static final String REPLY = "lead-responder";

  private Given<CreditLedgerCommand, CreditLedgerEvent, LedgerState> ledger =
      given(new CreditLedger()).after(new Reset(JANUARY, 100, true, NOW));

  private final List<RanLow> told = new ArrayList<>();
  private int jobs;

  private void apply(CreditLedgerCommand command) {
    var events = ledger.when(command).events();
    events.stream().filter(RanLow.class::isInstance).forEach(event -> told.add((RanLow) event));
    ledger = ledger.and(events);
  }

  private EntryId use(int credits, Instant at) {
    var entry = EntryId.of(at, "job", "" + jobs++);
    apply(new Reserve(entry, REPLY, credits, at, at.plusSeconds(60)));
    apply(new Commit(entry, credits, at));
    return entry;
  }

  @Test
  void eachShareIsToldOnceWhenItIsReached() {
    for (int i = 0; i < 100; i++) {
      use(1, NOW);
    }
    assertThat(told)
        .containsExactly(
            new RanLow(50, 50, 100), new RanLow(80, 80, 100), new RanLow(100, 100, 100));
  }

  @Test
  void ofSeveralAtOnceTheHighestIsTold() {
    use(90, NOW);
    assertThat(told).containsExactly(new RanLow(80, 90, 100));
  }

  @Test
  void whatIsOnlyReservedIsNotUsed() {
    var entry = EntryId.of(NOW, "held");
    apply(new Reserve(entry, REPLY, 60, NOW, NOW.plusSeconds(60)));
    use(10, NOW);
    apply(new Release(entry, NOW));
    assertThat(told).isEmpty();
    use(40, NOW);
    assertThat(told).containsExactly(new RanLow(50, 50, 100));
  }

  @Test
  void aRepeatedCommitTellsNothing() {
    var entry = use(50, NOW);
    apply(new Commit(entry, 50, NOW));
    assertThat(told).hasSize(1);
  }

  @Test
  void theNextPeriodTellsAnew() {
    use(50, NOW);
    apply(new Reset(FEBRUARY, 100, true, FEBRUARY.start()));
    use(50, FEBRUARY.start());
    assertThat(told).containsExactly(new RanLow(50, 50, 100), new RanLow(50, 50, 100));
  }

  @Test
  void whoBoughtCreditsOrGoesPastThemIsNotOutOfThem() {
    apply(new TopUp(EntryId.of(NOW, "paid"), 50, "pay_1", NOW));
    use(100, NOW);
    assertThat(told).containsExactly(new RanLow(80, 100, 100));
    use(50, NOW);
    assertThat(told).contains(new RanLow(100, 100, 100));
    apply(new TopUp(EntryId.of(NOW, "again"), 5, "pay_2", NOW));
    use(5, NOW);
    assertThat(told).hasSize(3);
  }

  @Test
  void withOverageNothingIsUsedUpBeforeTheCeiling() {
    apply(new SetOverage(120, NOW));
    use(100, NOW);
    assertThat(told).containsExactly(new RanLow(80, 100, 100));
    use(1, NOW);
    assertThat(told).hasSize(2).last().isEqualTo(new RanLow(100, 100, 100));
  }

  @Test
  void theNewsFollowsTheUse() {
    var entry = EntryId.of(NOW, "job");
    ledger
        .after(new Reserve(entry, REPLY, 50, NOW, NOW.plusSeconds(60)))
        .when(new Commit(entry, 50, NOW))
        .thenTypes(Committed.class, RanLow.class);
  }
}
