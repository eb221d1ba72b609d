package ai.leadmetrics.streams.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDelivered;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageFailed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageSent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReadByTeam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import ai.leadmetrics.protocol.inbox.Direction;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.MessageStatus;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.Recorded;
import ai.leadmetrics.streams.inbox.InboxFold.ConversationChange;
import ai.leadmetrics.streams.inbox.InboxFold.MessageChange;
import ai.leadmetrics.streams.inbox.InboxFold.MessageKey;
import ai.leadmetrics.streams.kit.EventRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboxFoldTest {
  private static final EntityId ID = EntityId.parse("acme:conv_01");
  private static final EntityId CHANNEL = EntityId.parse("acme:chan_01");
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private final InboxFold fold = new InboxFold();
  private long seq;

  @Test
  void unreadCountsWhatCameAfterTheTeamLooked() {
    var change = after(in("m1", "a"), in("m2", "b"), new ReadByTeam("u"), in("m3", "c"));

    assertThat(change.unreadReset).isTrue();
    assertThat(change.unread).isEqualTo(1);
    assertThat(change.lastText).isEqualTo("c");
    assertThat(change.lastDirection).isEqualTo(Direction.IN);
  }

  @Test
  void aHumanReplyMeansSeenAndAttendedTo() {
    var change =
        after(
            in("m1", "a"), new Escalated(EscalationReason.ASKED_FOR_PERSON), out("m2", null, "u"));

    assertThat(change.unread).isZero();
    assertThat(change.attention).isFalse();
    assertThat(change.attentionReason).isNull();
    assertThat(change.owner).isEqualTo(Owner.HUMAN);
  }

  @Test
  void anAiReplyLeavesMessagesUnreadAndEndsTheWait() {
    var change = after(in("m1", "a"), new ReplyRequested("r1", "m1"), out("m2", "r1", null));

    assertThat(change.unread).isEqualTo(1);
    assertThat(change.pending).isEmpty();
    assertThat(change.attention).isNull();
  }

  @Test
  void aReplyThatDidNotArriveNeedsAttention() {
    var change = after(new TakenOver("u", "Uma"), new MessageFailed("m9", "blocked"));

    assertThat(change.owner).isEqualTo(Owner.HUMAN);
    assertThat(change.attention).isTrue();
    assertThat(change.attentionReason).isEqualTo("delivery_failed");
    assertThat(message("m9").row).isNull();
    assertThat(message("m9").status).isEqualTo(MessageStatus.FAILED);
    assertThat(message("m9").error).isEqualTo("blocked");
  }

  @Test
  void statusesOfOneBatchFoldIntoTheNewRow() {
    after(out("m2", "r1", null), new MessageSent("m2", "wamid"), new MessageDelivered("m2", AT));

    assertThat(message("m2").row).isNotNull();
    assertThat(message("m2").status).isEqualTo(MessageStatus.DELIVERED);
    assertThat(message("m2").statusAt).isEqualTo(AT);
  }

  @Test
  void aPreviewIsShortAndNeverHalfACharacter() {
    var change = after(in("m1", "x".repeat(279) + "\uD83D\uDE00" + "y"));

    assertThat(change.lastText).isEqualTo("x".repeat(279));
    assertThat(after(in("m2", " ")).lastText).isEqualTo("Empty message");
    assertThat(after(in("m3", "\u200b\u2060\u3164")).lastText).isEqualTo("Empty message");
  }

  private ConversationChange after(ConversationEvent... events) {
    for (var event : events) {
      seq++;
      fold.add(
          new EventRecord(
              "Conversation",
              ID,
              seq,
              new Position(1, seq),
              new Recorded<>("c" + seq, "system", AT, event)));
    }
    return fold.conversations.get(ID);
  }

  private MessageChange message(String id) {
    return fold.messages.get(new MessageKey(ID, id));
  }

  private static MessageReceived in(String message, String text) {
    return new MessageReceived(
        message, "wamid." + message, MessageContent.text(text), MessageContext.NONE, AT);
  }

  private static ReplyQueued out(String message, @Nullable String reply, @Nullable String user) {
    var trace = new AiTrace("run_1", "offline", true, 0.5, Action.NONE, "en", 12);
    return new ReplyQueued(
        message,
        reply,
        CHANNEL,
        ChannelKind.WHATSAPP,
        "4711",
        "hello",
        user,
        user,
        user == null ? trace : null,
        null);
  }
}
