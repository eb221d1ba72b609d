package ai.leadmetrics.streams.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.LookNeeded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReadByTeam;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.Recorded;
import ai.leadmetrics.streams.kit.EventRecord;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboxNoticesTest {
  @Test
  void tellsOfWhatAPersonHasToLookAt() {
    assertThat(notices(new LookNeeded("look_at_edit")))
        .containsEntry("reason", "look_at_edit")
        .containsEntry("priority", "normal");
    assertThat(notices(new Escalated(EscalationReason.EMERGENCY)))
        .containsEntry("reason", "emergency")
        .containsEntry("priority", "urgent");
    assertThat(notices(new ReadByTeam("user_1"))).isEmpty();
  }

  private static Map<String, String> notices(ConversationEvent event) {
    var record =
        new EventRecord(
            "Conversation",
            EntityId.parse("lotus-house:conv_01"),
            1,
            new Position(1, 1),
            new Recorded<>("c1", "system", Instant.EPOCH, event));
    var told = new InboxNotices().of(record);
    return told.isEmpty() ? Map.of() : told.getFirst().values();
  }
}
