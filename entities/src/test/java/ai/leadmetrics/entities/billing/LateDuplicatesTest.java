package ai.leadmetrics.entities.billing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Commit;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Reserve;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.TopUp;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.PeriodStarted;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.kit.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Forgetting an entry must not mean to take its repetition for a new one. */
class LateDuplicatesTest {
  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final int MORE_THAN_REMEMBERED = LedgerState.REMEMBERED_USAGE + 200;

  private static EntryId entry(int second) {
    return EntryId.of(START.plusSeconds(second), "job");
  }

  private static Reserve reserve(int second) {
    var at = START.plusSeconds(second);
    return new Reserve(entry(second), "lead-responder", 1, at, at.plusSeconds(60));
  }

  private static Given<CreditLedgerCommand, CreditLedgerEvent, LedgerState> busy(int jobs) {
    var period = Period.containing(START, START);
    var ledger =
        Given.given(new CreditLedger(), new PeriodStarted(period, 10_000, false, 0, 10_000));
    for (int i = 0; i < jobs; i++) {
      ledger = ledger.after(reserve(i)).after(new Commit(entry(i), 1, START.plusSeconds(i)));
    }
    return ledger;
  }

  @Test
  void whatIsRememberedHappensOnceAndWhatIsForgottenIsRefused() {
    var ledger = busy(MORE_THAN_REMEMBERED);
    assertThat(ledger.state().usage().size()).isEqualTo(LedgerState.REMEMBERED_USAGE);
    for (int i = 0; i < MORE_THAN_REMEMBERED; i++) {
      if (i < MORE_THAN_REMEMBERED - LedgerState.REMEMBERED_USAGE) {
        ledger.when(reserve(i)).thenRefused(BillingError.ENTRY_TOO_OLD);
        ledger.when(new Commit(entry(i), 1, START)).thenRefused(BillingError.ENTRY_TOO_OLD);
      } else {
        ledger.when(reserve(i)).thenNothing();
        ledger.when(new Commit(entry(i), 1, START)).thenNothing();
      }
    }
    assertThat(ledger.state().balance()).isEqualTo(10_000 - MORE_THAN_REMEMBERED);
  }

  @Test
  void aReservationThatOutlivesEverybodyElsesStaysKnown() {
    var slow = EntryId.of(START, "slow");
    var begin = new Reserve(slow, "lead-responder", 1, START, START.plusSeconds(999_999));
    var ledger = busy(0).after(begin);
    for (int i = 0; i < MORE_THAN_REMEMBERED; i++) {
      ledger = ledger.after(reserve(i)).after(new Commit(entry(i), 1, START.plusSeconds(i)));
    }
    ledger.when(begin).thenNothing();
    var ended = ledger.after(new Commit(slow, 1, START.plusSeconds(9_999)));
    // Older than all that are remembered, so it is forgotten at once: and refused, not repeated.
    ended.when(begin).thenRefused(BillingError.ENTRY_TOO_OLD);
    ended
        .when(new Commit(slow, 1, START.plusSeconds(9_999)))
        .thenRefused(BillingError.ENTRY_TOO_OLD);
  }

  @Test
  void noAmountOfWorkMakesTheLedgerForgetAPayment() {
    var payment = new TopUp(EntryId.of(START, "payment"), 500, "pay_1", START);
    var ledger = busy(0).after(payment);
    for (int i = 0; i < MORE_THAN_REMEMBERED; i++) {
      ledger = ledger.after(reserve(i)).after(new Commit(entry(i), 1, START.plusSeconds(i)));
    }
    ledger.when(payment).thenNothing();
    var late = new TopUp(EntryId.of(START, "late payment"), 500, "pay_2", START);
    ledger.when(late).satisfying(events -> assertThat(events).hasSize(1));
  }

  @Test
  void whatIsRememberedSurvivesASnapshot() {
    var state = busy(MORE_THAN_REMEMBERED).after(reserve(MORE_THAN_REMEMBERED)).state();
    var json = Json.bytes(state);
    var again = Json.read(json, LedgerState.class);
    assertThat(Json.bytes(again)).isEqualTo(json);
    assertThat(json.length).isLessThan(64 * 1024);
    assertThat(again.held()).isEqualTo(state.held());
    assertThat(again.usage().contains(entry(MORE_THAN_REMEMBERED - 1))).isTrue();
    assertThat(again.usage().mayHaveForgotten(entry(0))).isTrue();
  }
}
