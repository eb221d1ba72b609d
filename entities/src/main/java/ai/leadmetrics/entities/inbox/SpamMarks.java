package ai.leadmetrics.entities.inbox;

import static ai.leadmetrics.protocol.inbox.Owner.AI;

import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MarkedAsNotSpam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MarkedAsSpam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import java.util.ArrayList;
import java.util.List;

/** A person moves a conversation out of the inbox, or back into it. */
final class SpamMarks {
  private SpamMarks() {}

  static List<ConversationEvent> mark(ConversationState state, String user, String name) {
    if (state.isSpam()) {
      return List.of();
    }
    var events = new ArrayList<ConversationEvent>();
    if (state.pending() != null) {
      events.add(new ReplyDiscarded(state.pending().reply(), "spam"));
    }
    events.addAll(Ownership.dropped(state, "spam"));
    events.add(new MarkedAsSpam(List.of(), user, name));
    return events;
  }

  /** What the conversation would have done with the messages that came while it was spam. */
  static List<ConversationEvent> unmark(ConversationState state, Opened opened, String user) {
    if (!state.isSpam()) {
      return List.of();
    }
    var events = new ArrayList<ConversationEvent>();
    events.add(
        new MarkedAsNotSpam(
            user, opened.contact(), opened.name(), opened.identifiers(), opened.channelKind()));
    var open = state.known().lastOpen();
    if (!opened.isAnswerable()) {
      events.add(new Escalated(EscalationReason.NO_REPLY_ADDRESS));
    } else if (state.owner() == AI && open != null) {
      events.add(Conversation.request(open, state.requests()));
    }
    return events;
  }
}
