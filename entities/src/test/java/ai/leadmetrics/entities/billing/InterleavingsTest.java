package ai.leadmetrics.entities.billing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Decision;
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
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Committed;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Reserved;
import ai.leadmetrics.protocol.billing.CreditTypes;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Callers on many nodes ask in any order, repeat themselves, come late and contradict each other,
 * across ends of periods: the ledger never owes, never charges twice, and its statement is its
 * balance.
 */
class InterleavingsTest {
  private static final Instant START = Instant.parse("2028-01-31T00:00:00Z");
  private static final int STEPS = 400;
  private static final int NODES = 3;

  private final CreditLedger ledger = new CreditLedger();
  private LedgerState state = ledger.initial();
  private Instant now = START;
  private long statement;
  private long reservedEver;
  private final Map<EntryId, Integer> charged = new HashMap<>();
  private final Set<EntryId> reserved = new HashSet<>();
  private final List<CreditLedgerCommand> said = new ArrayList<>();

  @Property(tries = 60)
  void holdInEveryOrder(@ForAll long seed) {
    restart();
    var random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(6 * 60)));
      var command = next(random);
      said.add(command);
      send(command);
      if (random.nextInt(10) < NODES) {
        send(said.get(random.nextInt(said.size())));
      }
    }
    assertThat(reservedEver).as("the story is about something").isPositive();
  }

  @Property(tries = 40)
  void aRepetitionNeverDoesAnything(@ForAll long seed) {
    restart();
    var random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(6 * 60)));
      var command = next(random);
      send(command);
      for (int node = 1; node < NODES; node++) {
        assertThat(send(command)).as("%s again", command).isEmpty();
      }
    }
  }

  private void restart() {
    state = ledger.initial();
    now = START;
    statement = 0;
    reservedEver = 0;
    charged.clear();
    reserved.clear();
    said.clear();
  }

  private List<CreditLedgerEvent> send(CreditLedgerCommand command) {
    if (!(ledger.decide(state, command)
        instanceof Decision.Accepted<CreditLedgerEvent>(var events))) {
      return List.of();
    }
    for (var event : events) {
      state = ledger.evolve(state, event);
      check(event);
    }
    return events;
  }

  private void check(CreditLedgerEvent event) {
    if (event instanceof Reserved(var entry, _, _, _, var parts, _, _)) {
      assertThat(reserved.add(entry)).as("%s is reserved once", entry).isTrue();
      assertThat(parts.owned()).isNotNegative();
      assertThat(parts.overage()).isNotNegative();
      if (parts.overage() > 0) {
        assertThat(state.overagePaise()).isLessThanOrEqualTo(state.ceilingPaise());
      }
      reservedEver++;
    } else if (event instanceof Committed(var entry, _, _, var used, var returned, _, _, _)) {
      assertThat(charged.merge(entry, 1, Integer::sum)).as("%s is paid once", entry).isEqualTo(1);
      assertThat(used.monthly()).isNotNegative();
      assertThat(used.kept()).isNotNegative();
      assertThat(returned.owned()).isNotNegative();
    }
    statement += Statements.delta(event);
    assertThat(state.monthly()).isNotNegative();
    assertThat(state.kept()).isNotNegative();
    assertThat(state.overagePaise()).isNotNegative();
    assertThat(state.heldOwned())
        .isEqualTo(state.held().values().stream().mapToLong(h -> h.parts().owned()).sum());
    assertThat(statement).as("the statement sums to the balance").isEqualTo(state.balance());
    Statements.balance(event).ifPresent(told -> assertThat(told).isEqualTo(statement));
  }

  private CreditLedgerCommand next(Random random) {
    var entry = EntryId.of(now.minusSeconds(random.nextInt(4)), "e" + random.nextInt(6));
    var older = older(random, entry);
    var type = CreditTypes.all().get(random.nextInt(CreditTypes.all().size())).name();
    return switch (random.nextInt(20)) {
      case 0 -> new Grant(entry, 1 + random.nextInt(80), "present", now);
      case 1 -> new TopUp(entry, 1 + random.nextInt(200), "pay", now);
      case 2 -> new Adjust(entry, random.nextBoolean() ? 7 : -25, "correction", "op", now);
      case 3, 4 -> new Release(older, now);
      case 5, 6, 7, 8 -> new Commit(older, random.nextInt(3), now);
      case 9 -> new ExpireDue(now);
      case 10 -> new SetOverage(random.nextInt(3) * 5_000L, now);
      case 11 -> random.nextInt(4) == 0 ? new Lock("unpaid", now) : new Unlock(now);
      case 12, 13 ->
          new Reset(
              Period.containing(START, now), 50L * random.nextInt(4), random.nextBoolean(), now);
      default ->
          new Reserve(
              entry,
              type,
              1 + random.nextInt(2),
              now,
              now.plus(Duration.ofHours(1 + random.nextInt(30))));
    };
  }

  private EntryId older(Random random, EntryId otherwise) {
    if (reserved.isEmpty() || random.nextInt(10) == 0) {
      return otherwise;
    }
    var open = state.held().keySet().stream().map(EntryId::new).toList();
    var known = open.isEmpty() || random.nextInt(4) == 0 ? List.copyOf(reserved) : open;
    return known.get(random.nextInt(known.size()));
  }
}
