package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
  private final List<CompletableFuture<String>> queries = new ArrayList<>();

  private SingleFlight<String> flight(Duration keep) {
    return new SingleFlight<>(
        () -> {
          var query = new CompletableFuture<String>();
          queries.add(query);
          return query;
        },
        keep);
  }

  @Test
  void callersWhoComeWhileOneRunsShareTheNext() {
    var flight = flight(Duration.ZERO);
    var first = flight.ask();
    var others = IntStream.range(0, 1_000).mapToObj(_ -> flight.ask()).toList();
    assertThat(queries).hasSize(1);

    queries.getFirst().complete("one");
    assertThat(first.join()).isEqualTo("one");
    assertThat(queries).hasSize(2);
    queries.getLast().complete("two");
    assertThat(others).allMatch(other -> other.join().equals("two"));

    assertThat(flight.ask()).isNotDone();
    assertThat(queries).hasSize(3);
  }

  @Test
  void anAnswerThatMayBeKeptIsSharedAtOnce() {
    var flight = flight(Duration.ofHours(1));
    var first = flight.ask();
    var second = flight.ask();
    queries.getFirst().complete("one");
    assertThat(List.of(first.join(), second.join(), flight.ask().join())).containsOnly("one");
    assertThat(queries).hasSize(1);
  }

  @Test
  void anAnswerThatIsThereAtOnceIsGiven() {
    var flight = new SingleFlight<>(() -> CompletableFuture.completedFuture("one"), Duration.ZERO);
    assertThat(flight.ask().join()).isEqualTo("one");
    assertThat(flight.ask().join()).isEqualTo("one");
  }

  @Test
  void aFailureIsToldAndEndsNothing() {
    var flight = flight(Duration.ZERO);
    var first = flight.ask();
    queries.getFirst().completeExceptionally(new IllegalStateException("away"));
    assertThatThrownBy(first::join).hasMessageContaining("away");
    var second = flight.ask();
    queries.getLast().complete("back");
    assertThat(second.join()).isEqualTo("back");
  }

  @Test
  void nobodyWhoWaitsCanEndItForTheOthers() {
    var flight = flight(Duration.ofHours(1));
    flight.ask().complete("mine");
    var other = flight.ask();
    queries.getFirst().complete("one");
    assertThat(other.join()).isEqualTo("one");
  }
}
