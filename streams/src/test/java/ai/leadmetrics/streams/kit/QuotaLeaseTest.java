package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.streams.kit.Quotas.Limit;
import ai.leadmetrics.streams.kit.Quotas.Taken;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotaLeaseTest {
  private final QuotaLease lease = new QuotaLease();
  private final Queue<Runnable> answers = new ArrayDeque<>();
  private long left = 55;
  private int asked;

  private CompletionStage<QuotaActor.Lease> ask(long wanted) {
    var answer = new CompletableFuture<QuotaActor.Lease>();
    asked++;
    answers.add(
        () -> {
          long granted = Math.min(wanted, left);
          left -= granted;
          answer.complete(new QuotaActor.Lease(granted, left, granted == 0 ? 9 : 0, 1));
        });
    return answer;
  }

  private void answerAll() {
    while (!answers.isEmpty()) {
      answers.remove().run();
    }
  }

  @Test
  void grantsAsManyAsThereAreInPortions() {
    var taken =
        IntStream.range(0, 100)
            .mapToObj(_ -> lease.take(this::ask, 10).toCompletableFuture())
            .toList();
    assertThat(asked).as("all wait for one answer").isEqualTo(1);
    answerAll();
    assertThat(taken).allMatch(CompletableFuture::isDone);
    assertThat(taken.stream().filter(stage -> stage.join().granted())).hasSize(55);
    assertThat(asked).isLessThan(60);
    assertThat(taken.stream().map(CompletableFuture::join).filter(one -> !one.granted()))
        .extracting(Taken::retryAfter)
        .allMatch(wait -> wait.equals(Duration.ofNanos(9)));
  }

  @Test
  void aFailedQuestionFailsWhoWaitedAndIsAskedAgain() {
    var failed =
        lease.take(_ -> CompletableFuture.failedFuture(new IllegalStateException("no shard")), 10);
    assertThat(failed.toCompletableFuture()).isCompletedExceptionally();
    var second = lease.take(this::ask, 10).toCompletableFuture();
    answerAll();
    assertThat(second.join().granted()).isTrue();
  }

  @Test
  void portionsAreAFiftiethOfASecondsWorth() {
    assertThat(new Limit(20_000, Duration.ofSeconds(1)).portion()).isEqualTo(400);
    assertThat(new Limit(3_000, Duration.ofMinutes(1)).portion()).isEqualTo(1);
    assertThat(new Limit(1, Duration.ofHours(1)).portion()).isEqualTo(1);
  }
}
