package ai.leadmetrics.entities.inbox;

import static ai.leadmetrics.entities.inbox.Outbound.Stage.QUEUED;

import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.HandedBack;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDropped;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import java.util.ArrayList;
import java.util.List;

/** A conversation goes from the AI to a person, or back. */
final class Ownership {
  private Ownership() {}

  static List<ConversationEvent> takeOver(ConversationState state, String user, String name) {
    var events = new ArrayList<ConversationEvent>();
    if (state.pending() != null) {
      events.add(new ReplyDiscarded(state.pending().reply(), "overtaken"));
    }
    events.add(new TakenOver(user, name));
    events.addAll(dropped(state, "overtaken"));
    return events;
  }

  /** What the AI wrote and nobody has sent yet. */
  static List<ConversationEvent> dropped(ConversationState state, String reason) {
    return state.outbound().stream()
        .filter(m -> m.byAi() && m.stage() == QUEUED)
        .<ConversationEvent>map(m -> new MessageDropped(m.message(), reason))
        .toList();
  }

  static List<ConversationEvent> handBack(ConversationState state, Opened opened, String user) {
    var open = state.known().lastOpen();
    return open == null || !opened.isAnswerable()
        ? List.of(new HandedBack(user))
        : List.of(new HandedBack(user), Conversation.request(open, state.requests()));
  }
}
