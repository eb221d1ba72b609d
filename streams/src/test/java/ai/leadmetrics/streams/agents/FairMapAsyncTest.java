package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FairMapAsyncTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  /** Elements look like {@code key-number}; the test decides when the work of each is done. */
  private final Map<String, CompletableFuture<String>> atWork = new ConcurrentHashMap<>();

  private final List<String> started = Collections.synchronizedList(new ArrayList<>());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void emitsInTheOrderOfArrivalHoweverTheWorkEnds() throws Exception {
    var result = run(Stream.of("a-1", "b-1", "a-2", "c-1"), 4, 2, 8);
    await().until(() -> atWork.size() == 4);
    for (var element : List.of("c-1", "a-2", "b-1", "a-1")) {
      finish(element);
    }
    assertThat(result.get(5, TimeUnit.SECONDS)).containsExactly("a-1", "b-1", "a-2", "c-1");
  }

  @Test
  void aFloodOfOneKeyDelaysNobodyElse() throws Exception {
    var flood = IntStream.rangeClosed(1, 100).mapToObj(i -> "big-" + i);
    var result = run(Stream.concat(flood, Stream.of("small-1", "tiny-1")), 3, 2, 256);
    await().until(() -> atWork.size() == 3);
    assertThat(started).containsExactly("big-1", "big-2", "small-1");
    finish("big-1");
    await().until(() -> started.size() == 4);
    assertThat(started).endsWith("tiny-1");
    finishAllAsTheyStart(result);
    assertThat(result.get()).hasSize(102);
  }

  @Test
  void keysTakeTurnsWhenEveryWorkerIsTaken() throws Exception {
    var elements = Stream.of("a-1", "a-2", "a-3", "b-1", "b-2", "b-3", "c-1");
    var result = run(elements, 1, 1, 16);
    finishAllAsTheyStart(result);
    assertThat(started).containsExactly("a-1", "b-1", "c-1", "a-2", "b-2", "a-3", "b-3");
  }

  @Test
  void neverExceedsTheShareOfAKeyNorTheTotal() throws Exception {
    var most = new ConcurrentHashMap<String, Integer>();
    var now = new ConcurrentHashMap<String, Integer>();
    var elements = IntStream.range(0, 300).mapToObj(i -> (i % 7) + "-" + i).toList();
    var result =
        Source.from(elements)
            .via(
                new FairMapAsync<String, String, String>(
                    5,
                    2,
                    50,
                    FairMapAsyncTest::key,
                    element ->
                        CompletableFuture.supplyAsync(
                            () -> {
                              for (var name : List.of("all", key(element))) {
                                most.merge(name, now.merge(name, 1, Integer::sum), Math::max);
                              }
                              Thread.onSpinWait();
                              for (var name : List.of("all", key(element))) {
                                now.merge(name, -1, Integer::sum);
                              }
                              return element;
                            })))
            .runWith(Sink.seq(), KIT.system())
            .toCompletableFuture();
    assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(elements);
    assertThat(most.remove("all")).isLessThanOrEqualTo(5);
    assertThat(most.values()).allMatch(count -> count <= 2);
  }

  @Test
  void takesNoMoreThanTheLookAhead() {
    var taken = Collections.synchronizedList(new ArrayList<String>());
    var result =
        Source.from(IntStream.range(0, 1_000).mapToObj(i -> "a-" + i).toList())
            .map(
                element -> {
                  taken.add(element);
                  return element;
                })
            .via(stage(2, 2, 10))
            .runWith(Sink.seq(), KIT.system())
            .toCompletableFuture();
    await().until(() -> taken.size() == 10);
    finish("a-1");
    assertThat(taken).hasSize(10);
    finish("a-0");
    await().until(() -> taken.size() == 12);
    assertThat(result).isNotDone();
  }

  @Test
  void failsWhenTheWorkFails() {
    var result = run(Stream.of("a-1", "b-1"), 2, 1, 4);
    await().until(() -> atWork.size() == 2);
    atWork.get("b-1").completeExceptionally(new IllegalStateException("broken"));
    assertThatThrownBy(() -> result.get(5, TimeUnit.SECONDS)).hasRootCauseMessage("broken");
  }

  @Test
  void failsWhenTheWorkCannotEvenStart() {
    var result =
        Source.single("a-1")
            .via(
                new FairMapAsync<String, String, String>(
                    1,
                    1,
                    1,
                    FairMapAsyncTest::key,
                    _ -> {
                      throw new IllegalStateException("no start");
                    }))
            .runWith(Sink.seq(), KIT.system())
            .toCompletableFuture();
    assertThatThrownBy(() -> result.get(5, TimeUnit.SECONDS)).hasRootCauseMessage("no start");
  }

  @Test
  void completesOnceTheLastResultHasLeft() throws Exception {
    var result = run(Stream.of("a-1"), 1, 1, 1);
    await().until(() -> atWork.size() == 1);
    assertThat(result).isNotDone();
    finish("a-1");
    assertThat(result.get(5, TimeUnit.SECONDS)).containsExactly("a-1");
    assertThat(run(Stream.empty(), 1, 1, 1).get(5, TimeUnit.SECONDS)).isEmpty();
  }

  private CompletableFuture<List<String>> run(
      Stream<String> elements, int parallelism, int perKey, int lookAhead) {
    return Source.from(elements.toList())
        .via(stage(parallelism, perKey, lookAhead))
        .runWith(Sink.seq(), KIT.system())
        .toCompletableFuture();
  }

  private FairMapAsync<String, String, String> stage(int parallelism, int perKey, int lookAhead) {
    return new FairMapAsync<>(parallelism, perKey, lookAhead, FairMapAsyncTest::key, this::work);
  }

  private CompletionStage<String> work(String element) {
    var future = new CompletableFuture<String>();
    started.add(element);
    atWork.put(element, future);
    return future;
  }

  private void finish(String element) {
    atWork.get(element).complete(element);
  }

  private void finishAllAsTheyStart(CompletableFuture<List<String>> result) {
    await()
        .until(
            () -> {
              atWork.forEach((element, work) -> work.complete(element));
              return result.isDone();
            });
  }

  private static String key(String element) {
    return element.substring(0, element.indexOf('-'));
  }
}
