package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class RelayLoopTest {
  /** As where the broker's name cannot be resolved for a moment. */
  @Test
  void thatNoProducerCanBeMadeYetIsTriedAgain() throws Exception {
    var asked = new CountDownLatch(2);
    var jdbi =
        Jdbi.create(
            () -> {
              throw new SQLException("no database");
            });
    var loop =
        new RelayLoop(
            jdbi,
            () -> {
              asked.countDown();
              throw new KafkaException("no resolvable bootstrap urls");
            },
            Map.of(),
            new RelayMetrics(new SimpleMeterRegistry()));
    Thread.ofVirtual().start(loop);

    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    loop.stop().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
