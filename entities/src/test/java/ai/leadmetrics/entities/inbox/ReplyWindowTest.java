package ai.leadmetrics.entities.inbox;

import static ai.leadmetrics.entities.inbox.ConversationTest.LATER;
import static ai.leadmetrics.entities.inbox.ConversationTest.NOON;
import static ai.leadmetrics.entities.inbox.ConversationTest.answer;
import static ai.leadmetrics.entities.inbox.ConversationTest.fresh;
import static ai.leadmetrics.entities.inbox.ConversationTest.in;
import static ai.leadmetrics.entities.inbox.ConversationTest.pending;
import static ai.leadmetrics.entities.inbox.ConversationTest.queued;
import static ai.leadmetrics.protocol.inbox.InboxError.WINDOW_CLOSED;

import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationCommand.BeginAttempt;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Echo;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Receive;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordExpired;
import ai.leadmetrics.protocol.inbox.ConversationCommand.ReplyAsHuman;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageFailed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice;
import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice.Notice;
import ai.leadmetrics.protocol.inbox.Owner;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The customer service window: see {@link ChannelKind#windowClosesAt}. */
class ReplyWindowTest {
  private static final Instant CLOSED = NOON.plus(Duration.ofHours(24));

  @Test
  void freeTextIsRefusedFromExactly24HoursAfterTheCustomersLastMessage() {
    var asked = fresh().after(in("1"));
    asked
        .when(new ReplyAsHuman("msg_h", "user_1", "Asha", "Hello", null, CLOSED.minusMillis(1)))
        .thenTypes(ReplyDiscarded.class, TakenOver.class, ReplyQueued.class);
    asked
        .when(new ReplyAsHuman("msg_h", "user_1", "Asha", "Hello", null, CLOSED))
        .thenRefused(WINDOW_CLOSED);
  }

  @Test
  void onlyTheCustomersLatestMessageOpensTheWindowAgain() {
    var reply = new ReplyAsHuman("msg_h", "user_1", "Asha", "Hello", null, CLOSED);
    var asked = fresh().after(in("1"));
    asked
        .after(new Echo(at("2", CLOSED.minusSeconds(1), MessageContent.text("From the phone"))))
        .when(reply)
        .thenRefused(WINDOW_CLOSED);
    asked
        .after(
            at(
                "2",
                CLOSED.minusSeconds(1),
                new SystemNotice(Notice.NUMBER_CHANGED, "changed", null, null)))
        .when(reply)
        .thenRefused(WINDOW_CLOSED);
    asked
        .after(at("2", CLOSED.minusSeconds(1), MessageContent.text("Still there?")))
        .after(at("3", NOON.minusSeconds(60), MessageContent.text("Delivered late")))
        .when(reply)
        .thenTypes(ReplyDiscarded.class, TakenOver.class, ReplyQueued.class);
  }

  @Test
  void whoNeverWroteGetsNoFreeText() {
    fresh()
        .after(new Echo(in("1")))
        .when(new ReplyAsHuman("msg_h", "user_1", "Asha", "Hello", null, LATER))
        .thenRefused(WINDOW_CLOSED);
  }

  @Test
  void anAiAnswerOutsideTheWindowIsDiscardedAndCallsAPerson() {
    var asked = fresh().after(in("1"));
    var reply = pending(asked);
    asked
        .when(answer(reply, "m1", Action.ASK, CLOSED))
        .then(
            new ReplyDiscarded(reply, "window_closed"),
            new Escalated(EscalationReason.WINDOW_CLOSED))
        .state(s -> s.owner() == Owner.HUMAN && s.message("m1") == null);
  }

  @Test
  void aMessageThatWaitedBeyondTheWindowFailsWithoutAnAttempt() {
    var queued = queued();
    queued.when(new BeginAttempt("m1", "a1", CLOSED)).thenRefused(WINDOW_CLOSED);
    queued.when(new RecordExpired("m1", LATER)).thenNothing();
    queued
        .when(new RecordExpired("m1", CLOSED))
        .then(
            new MessageFailed("m1", "window_closed"),
            new Escalated(EscalationReason.WINDOW_CLOSED));
    queued
        .after(new BeginAttempt("m1", "a1", LATER))
        .when(new RecordExpired("m1", CLOSED))
        .thenNothing();
  }

  @Test
  void channelsWithoutAWindowTakeFreeTextAtAnyTime() {
    var in = in("1");
    var form =
        new Receive(
            in.channel(),
            ChannelKind.WEB_FORM,
            in.contact(),
            "asha@example.com",
            in.name(),
            in.identifiers(),
            true,
            in.message(),
            in.providerId(),
            in.content(),
            in.context(),
            in.sentAt());
    fresh()
        .after(form)
        .when(new ReplyAsHuman("msg_h", "user_1", "Asha", "Hello", null, CLOSED))
        .thenTypes(ReplyDiscarded.class, TakenOver.class, ReplyQueued.class);
  }

  private static Receive at(String n, Instant sentAt, MessageContent content) {
    var in = in(n);
    return new Receive(
        in.channel(),
        in.channelKind(),
        in.contact(),
        in.address(),
        in.name(),
        in.identifiers(),
        true,
        in.message(),
        in.providerId(),
        content,
        in.context(),
        sentAt);
  }
}
