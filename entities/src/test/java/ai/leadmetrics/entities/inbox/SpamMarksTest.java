package ai.leadmetrics.entities.inbox;

import static ai.leadmetrics.entities.inbox.ConversationTest.LATER;
import static ai.leadmetrics.entities.inbox.ConversationTest.answer;
import static ai.leadmetrics.entities.inbox.ConversationTest.fresh;
import static ai.leadmetrics.entities.inbox.ConversationTest.in;
import static ai.leadmetrics.entities.inbox.ConversationTest.pending;
import static ai.leadmetrics.entities.inbox.ConversationTest.queued;
import static ai.leadmetrics.protocol.inbox.InboxError.CONVERSATION_IS_SPAM;
import static ai.leadmetrics.protocol.inbox.InboxError.CONVERSATION_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.Author;
import ai.leadmetrics.protocol.inbox.ConversationCommand.HandBack;
import ai.leadmetrics.protocol.inbox.ConversationCommand.MarkAsNotSpam;
import ai.leadmetrics.protocol.inbox.ConversationCommand.MarkAsSpam;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Receive;
import ai.leadmetrics.protocol.inbox.ConversationCommand.ReplyAsHuman;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Revise;
import ai.leadmetrics.protocol.inbox.ConversationCommand.TakeOver;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MarkedAsNotSpam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MarkedAsSpam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDropped;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRevised;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.inbox.Revision.Edited;
import ai.leadmetrics.protocol.inbox.SpamReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpamMarksTest {
  private static final List<SpamReason> REASONS = List.of(SpamReason.HONEYPOT, SpamReason.LINKS);
  private static final MarkAsSpam SPAM = new MarkAsSpam("user_1", "Asha");
  private static final MarkAsNotSpam NO_SPAM = new MarkAsNotSpam("user_1");

  @Test
  void spamOpensAConversationThatNobodyIsToldOf() {
    fresh()
        .when(suspect(in("1"), in("1").address()))
        .thenTypes(Opened.class, MarkedAsSpam.class, MessageReceived.class)
        .satisfying(
            events -> {
              assertThat(((Opened) events.get(0)).spam()).isTrue();
              assertThat(events.get(1)).isEqualTo(new MarkedAsSpam(REASONS, null, null));
            });
    fresh()
        .when(suspect(in("1"), ""))
        .thenTypes(Opened.class, MarkedAsSpam.class, MessageReceived.class);
  }

  @Test
  void whatElseTheyWriteIsSpamTooAndIsNotAnswered() {
    var spam = fresh().after(suspect(in("1"), in("1").address()));
    spam.when(in("2")).thenTypes(MessageReceived.class);
    spam.when(suspect(in("2"), "")).thenTypes(MessageReceived.class);
    spam.when(
            new Revise(
                in("1").providerId(),
                Author.CUSTOMER,
                new Edited(MessageContent.text("Rooms?")),
                LATER))
        .thenTypes(MessageRevised.class);
    spam.when(new ReplyAsHuman("msg_h", "user_1", "Asha", "Hello", null, LATER))
        .thenRefused(CONVERSATION_IS_SPAM);
    spam.after(new TakeOver("user_1", "Asha"))
        .when(new HandBack("user_1"))
        .thenRefused(CONVERSATION_IS_SPAM);
  }

  @Test
  void noSpamIsALeadAnsweredByTheAi() {
    var message = in("1");
    var spam = fresh().after(suspect(message, message.address()));
    spam.when(NO_SPAM)
        .thenTypes(MarkedAsNotSpam.class, ReplyRequested.class)
        .satisfying(
            events ->
                assertThat(events.getFirst())
                    .isEqualTo(
                        new MarkedAsNotSpam(
                            "user_1",
                            message.contact(),
                            message.name(),
                            message.identifiers(),
                            message.channelKind())));
    var cleared = spam.after(NO_SPAM);
    cleared.when(NO_SPAM).then();
    // For good: the same signs are no reason any more.
    cleared.when(suspect(in("2"), message.address())).thenTypes(MessageReceived.class);
  }

  @Test
  void noSpamThatCannotBeAnsweredHereIsEscalated() {
    fresh()
        .after(suspect(in("1"), ""))
        .when(NO_SPAM)
        .thenTypes(MarkedAsNotSpam.class, Escalated.class);
  }

  @Test
  void markingSilencesTheAi() {
    var reply = pending(fresh().after(in("1")));
    fresh()
        .after(in("1"))
        .when(SPAM)
        .then(new ReplyDiscarded(reply, "spam"), new MarkedAsSpam(List.of(), "user_1", "Asha"));
    queued()
        .when(SPAM)
        .then(new MessageDropped("m1", "spam"), new MarkedAsSpam(List.of(), "user_1", "Asha"));
    var marked = fresh().after(in("1")).after(SPAM);
    marked.when(SPAM).then();
    marked.when(in("2")).thenTypes(MessageReceived.class);
    marked.when(answer(reply, "m1", Action.ASK, LATER)).thenTypes(ReplyDiscarded.class);
  }

  @Test
  void undoingTheMarkAsksForTheAnswerAgainAndKeepsTheOwner() {
    var marked = fresh().after(in("1")).after(SPAM);
    marked
        .when(NO_SPAM)
        .thenTypes(MarkedAsNotSpam.class, ReplyRequested.class)
        .state(state -> state.owner() == Owner.AI);
    fresh()
        .after(in("1"))
        .after(new TakeOver("user_1", "Asha"))
        .after(SPAM)
        .when(NO_SPAM)
        .thenTypes(MarkedAsNotSpam.class)
        .state(state -> state.owner() == Owner.HUMAN);
  }

  @Test
  void knownPeopleAreNotTakenForSpam() {
    fresh()
        .after(in("1"))
        .when(suspect(in("2"), in("2").address()))
        .thenTypes(MessageReceived.class);
  }

  @Test
  void nothingToMarkBeforeAMessage() {
    fresh().when(SPAM).thenRefused(CONVERSATION_NOT_FOUND);
    fresh().when(NO_SPAM).thenRefused(CONVERSATION_NOT_FOUND);
  }

  private static Receive suspect(Receive in, String address) {
    return new Receive(
        in.channel(),
        in.channelKind(),
        in.contact(),
        address,
        in.name(),
        in.identifiers(),
        in.aiReplies(),
        in.message(),
        in.providerId(),
        in.content(),
        in.context(),
        in.sentAt(),
        REASONS);
  }
}
