package ai.leadmetrics.streams.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.Priority;
import ai.leadmetrics.streams.kit.Cursor;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InboxCursorTest {
  @ParameterizedTest
  @EnumSource(Priority.class)
  void aPlaceInTheAttentionListIsPriorityThenTime(Priority priority) {
    var at = Instant.parse("2026-03-04T05:06:07.123456Z");
    var cursor = InboxQueries.ranked(priority, at, "conv_1");

    assertThat(InboxQueries.rankOf(cursor)).isEqualTo(priority.rank());
    assertThat(InboxQueries.timeOf(cursor)).isEqualTo(Cursor.of(at, "conv_1"));
  }

  @Test
  void theFirstPageIsBeforeEverythingUrgent() {
    assertThat(InboxQueries.rankOf(Cursor.FIRST)).isGreaterThan(Priority.URGENT.rank());
  }
}
