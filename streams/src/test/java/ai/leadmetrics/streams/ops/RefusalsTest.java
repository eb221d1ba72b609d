package ai.leadmetrics.streams.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.ops.AuditEntry;
import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import ai.leadmetrics.protocol.ops.AuditEntry.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<AuditEntry> lines = new CopyOnWriteArrayList<>();
  private final Refusals refusals =
      new Refusals(
          entry -> {
            lines.add(entry);
            return CompletableFuture.completedFuture(Done.getInstance());
          },
          nanos::get);

  private void append(String actor, String address, String action, Outcome outcome) {
    refusals.append(
        new AuditEntry(
            Ids.next(Kind.AUDIT),
            Instant.EPOCH,
            null,
            actor,
            null,
            null,
            action,
            null,
            outcome,
            address,
            "r-1",
            List.of(new AuditChange("code", null, "forbidden"))));
  }

  private void minutePasses() {
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    refusals.cleanUp();
  }

  /** A viewer wrote 300 lines by 300 refused requests. */
  @Test
  void threeHundredRefusalsAreTwoLines() {
    for (int i = 0; i < 300; i++) {
      append("user_1", "10.0.0." + i, "listThings", Outcome.REFUSED);
    }
    assertThat(lines).hasSize(1);
    minutePasses();
    await().until(() -> lines.size() == 2);
    assertThat(lines.getLast().changes())
        .contains(
            new AuditChange("times", null, "299"), new AuditChange("code", null, "forbidden"));
    append("user_1", "10.0.0.1", "listThings", Outcome.REFUSED);
    assertThat(lines).hasSize(3);
  }

  @Test
  void oneRefusalIsOneLine() {
    append("user_1", "10.0.0.1", "listThings", Outcome.REFUSED);
    minutePasses();
    append("user_2", "10.0.0.1", "listThings", Outcome.REFUSED);
    append("user_2", "10.0.0.1", "other", Outcome.REFUSED);
    assertThat(lines).hasSize(3);
  }

  @Test
  void changesAreAllWrittenAndStrangersAreToldApartByAddress() {
    for (int i = 0; i < 5; i++) {
      append("user_1", "10.0.0.1", "change", Outcome.DONE);
    }
    assertThat(lines).hasSize(5);
    append("anonymous", "10.0.0.1", "signIn", Outcome.REFUSED);
    append("anonymous", "10.0.0.2", "signIn", Outcome.REFUSED);
    append("anonymous", "10.0.0.2", "signIn", Outcome.REFUSED);
    assertThat(lines).hasSize(7);
  }
}
