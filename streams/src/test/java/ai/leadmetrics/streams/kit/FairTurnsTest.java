package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FairTurnsTest {
  /** Work looks like {@code key-number}; the test decides when each is done. */
  private final Map<String, CompletableFuture<String>> begun = new LinkedHashMap<>();

  private CompletionStage<String> run(FairTurns<String> turns, String work) {
    return turns.run(
        work.substring(0, work.indexOf('-')),
        () -> begun.computeIfAbsent(work, _ -> new CompletableFuture<>()));
  }

  private void finish(String work) {
    begun.get(work).complete(work);
  }

  private List<String> begun() {
    return new ArrayList<>(begun.keySet());
  }

  @Test
  void aFloodOfOneKeyLeavesRoomForOthers() {
    var turns = new FairTurns<String>(3, 2);
    for (int i = 0; i < 1_000; i++) {
      run(turns, "big-" + i);
    }
    var small = run(turns, "small-0");
    assertThat(begun()).containsExactly("big-0", "big-1", "small-0");
    finish("small-0");
    assertThat(small).isCompletedWithValue("small-0");
  }

  @Test
  void keysTakeTurnsWhenEveryPlaceIsTaken() {
    var turns = new FairTurns<String>(1, 1);
    for (var work : List.of("a-1", "a-2", "a-3", "b-1", "b-2", "c-1")) {
      run(turns, work);
    }
    for (int i = 0; i < 6; i++) {
      finish(begun().getLast());
    }
    assertThat(begun()).containsExactly("a-1", "b-1", "c-1", "a-2", "b-2", "a-3");
  }

  @Test
  void aFailureEndsEverythingThatWaits() {
    var turns = new FairTurns<String>(1, 1);
    var first = run(turns, "a-1");
    var second = run(turns, "a-2");
    var other = run(turns, "b-1");
    begun.get("a-1").completeExceptionally(new IllegalStateException("broken"));
    for (var work : List.of(first, second, other, run(turns, "c-1"))) {
      assertThatThrownBy(() -> work.toCompletableFuture().join()).hasMessageContaining("broken");
    }
    assertThat(begun()).containsExactly("a-1");
  }

  @Test
  void workThatCannotBeBegunFails() {
    var failed =
        new FairTurns<String>(1, 1)
            .run(
                "a",
                () -> {
                  throw new IllegalStateException("no start");
                });
    assertThatThrownBy(() -> failed.toCompletableFuture().join()).hasMessageContaining("no start");
  }

  @Test
  void workThatIsDoneAtOnceNeitherNestsNorOvertakes() {
    var turns = new FairTurns<String>(4, 2);
    var order = FairTurns.<String>oneByOne();
    var gate = new CompletableFuture<Integer>();
    var done = new AtomicInteger();
    order.run("one", () -> turns.run("t", () -> gate));
    CompletionStage<Integer> last = gate;
    for (int i = 0; i < 50_000; i++) {
      int expected = i;
      last =
          order.run(
              "one",
              () ->
                  turns.run(
                      "t",
                      () -> {
                        assertThat(done.getAndIncrement()).isEqualTo(expected);
                        return CompletableFuture.completedFuture(expected);
                      }));
    }
    assertThat(order.unfinished("one")).isEqualTo(50_001);
    gate.complete(0);
    assertThat(last).isCompletedWithValue(49_999);
    assertThat(order.unfinished("one")).isZero();
  }

  @Test
  void aGateOpensWhenThereIsRoom() {
    var gate = new Gate(10);
    assertThat(gate.enter(50)).isCompleted();
    var waits = gate.enter(1);
    assertThat(waits).isNotCompleted();
    gate.leave(50);
    assertThat(waits).isCompleted();
    assertThat(gate.enter(9)).isCompleted();
    assertThat(gate.enter(1)).isNotCompleted();
  }
}
