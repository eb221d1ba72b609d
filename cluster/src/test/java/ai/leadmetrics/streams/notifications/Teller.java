package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.Recorded;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.Platform;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Hands events to the hub as its streams do, as often as a test likes. */
public final class Teller {
  private final Platform platform;
  private final Hub hub;

  public Teller(Platform platform) {
    this.platform = platform;
    this.hub = new Hub(platform);
  }

  /**
   * @param entity with {@code seq} names the event: the same two are the same event
   */
  public CompletionStage<Done> tell(EntityId entity, long seq, Notice... notices) {
    var recorded =
        new Recorded<>(
            "test", "system", platform.clock().instant(), new Escalated(EscalationReason.AI_ASKED));
    return hub.tell(
        new EventRecord("Conversation", entity, seq, new Position(1, seq), recorded),
        List.of(notices));
  }
}
