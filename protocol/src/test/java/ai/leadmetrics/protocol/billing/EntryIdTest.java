package ai.leadmetrics.protocol.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EntryIdTest {
  private static final Instant MADE = Instant.parse("2026-11-21T10:00:00.123Z");

  @Test
  void whoKnowsTheSamePartsNamesTheSameEntry() {
    assertThat(EntryId.of(MADE, "run", "1")).isEqualTo(EntryId.of(MADE, "run", "1"));
    assertThat(EntryId.of(MADE, "run", "1")).isNotEqualTo(EntryId.of(MADE, "run", "2"));
  }

  @Test
  void anEntryKnowsWhenItWasMade() {
    assertThat(EntryId.of(MADE, "run").made()).isEqualTo(MADE.toEpochMilli());
    assertThat(EntryId.next().made())
        .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis() + 60_000);
  }

  @Test
  void anythingElseIsNone() {
    for (var text : new String[] {"", "entr_", "run_0123456789abcdef0123456789abcdef"}) {
      assertThatThrownBy(() -> new EntryId(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
