package ai.leadmetrics.entities.inbox;

import static ai.leadmetrics.entities.kit.Given.given;
import static ai.leadmetrics.protocol.inbox.DeliveryStatus.DELIVERED;
import static ai.leadmetrics.protocol.inbox.DeliveryStatus.READ;
import static ai.leadmetrics.protocol.inbox.DeliveryStatus.SENT;
import static ai.leadmetrics.protocol.inbox.InboxError.ATTEMPT_OUTSTANDING;
import static ai.leadmetrics.protocol.inbox.InboxError.CONVERSATION_NOT_FOUND;
import static ai.leadmetrics.protocol.inbox.InboxError.MESSAGE_NOT_QUEUED;
import static ai.leadmetrics.protocol.inbox.InboxError.NO_REPLY_ADDRESS;
import static ai.leadmetrics.protocol.inbox.InboxError.UNKNOWN_MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Answer;
import ai.leadmetrics.protocol.inbox.ConversationCommand.BeginAttempt;
import ai.leadmetrics.protocol.inbox.ConversationCommand.HandBack;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Receive;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordFailure;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordNotSent;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordSent;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordStatus;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordUnknown;
import ai.leadmetrics.protocol.inbox.ConversationCommand.ReplyAsHuman;
import ai.leadmetrics.protocol.inbox.ConversationCommand.TakeOver;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.HandedBack;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDelivered;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDropped;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageFailed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRead;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageSent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageUnconfirmed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendAttempted;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendDeferred;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import ai.leadmetrics.protocol.inbox.DeliveryStatus;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.kit.EntityId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final EntityId CHANNEL = EntityId.parse("acme:chan_1a");
  private static final EntityId CONTACT = EntityId.parse("acme:cont_1a");
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final Instant LATER = NOON.plusSeconds(60);

  @Test
  void firstMessageOpensTheConversationAndAsksForAReply() {
    fresh()
        .when(in("1"))
        .thenTypes(Opened.class, MessageReceived.class, ReplyRequested.class)
        .state(s -> s.owner() == Owner.AI);
  }

  @Test
  void messagesDuringAPendingReplyAreAnsweredByTheNextOne() {
    var waiting = fresh().after(in("1")).after(in("2"));
    var first = pending(waiting);
    waiting
        .when(answer(first, "m1", Action.ASK))
        .thenTypes(ReplyQueued.class, ReplyRequested.class)
        .satisfying(
            events -> assertThat(((ReplyRequested) events.get(1)).message()).isEqualTo("msg_in-2"));
  }

  @Test
  void aChannelWithoutAiLeavesTheMessageToPeople() {
    fresh()
        .when(receive("1", "9198", false))
        .thenTypes(Opened.class, MessageReceived.class)
        .state(s -> s.owner() == Owner.HUMAN);
  }

  @Test
  void aPersonWhoCannotBeAnsweredHereIsEscalated() {
    var form = fresh().after(receive("1", "", true));
    assertThat(form.state().owner()).isEqualTo(Owner.HUMAN);
    form.when(new ReplyAsHuman("msg_h", "user_1", "Asha", "Hello", null, LATER))
        .thenRefused(NO_REPLY_ADDRESS);
    form.when(receive("2", "", true)).thenTypes(MessageReceived.class, Escalated.class);
  }

  @Test
  void takingOverDropsWhatTheAiHasQueuedAndItsPendingReply() {
    var queued = fresh().after(in("1"));
    queued = queued.after(answer(pending(queued), "m1", Action.ASK)).after(in("2"));
    var reply = pending(queued);
    queued
        .when(new TakeOver("user_1", "Asha"))
        .then(
            new ReplyDiscarded(reply, "overtaken"),
            new TakenOver("user_1", "Asha"),
            new MessageDropped("m1", "overtaken"));
    var taken = queued.after(new TakeOver("user_1", "Asha"));
    taken.when(new BeginAttempt("m1", "a1", LATER)).thenRefused(MESSAGE_NOT_QUEUED);
    taken
        .when(answer(reply, "m2", Action.ASK))
        .then(new ReplyDiscarded(reply, "overtaken"))
        .state(s -> s.message("m2") == null);
  }

  @Test
  void replyingAsAHumanTakesOver() {
    fresh()
        .after(in("1"))
        .when(new ReplyAsHuman("msg_h", "user_1", "Asha", "Hello", null, LATER))
        .thenTypes(ReplyDiscarded.class, TakenOver.class, ReplyQueued.class)
        .state(s -> s.owner() == Owner.HUMAN && s.unanswered() == null);
  }

  @Test
  void handingBackLetsTheAiAnswerWhatNobodyAnswered() {
    var taken = fresh().after(in("1")).after(new TakeOver("user_1", "Asha"));
    taken.when(new HandBack("user_1")).thenTypes(HandedBack.class, ReplyRequested.class);
    taken
        .after(new ReplyAsHuman("msg_h", "user_1", "Asha", "Hello", null, LATER))
        .when(new HandBack("user_1"))
        .then(new HandedBack("user_1"));
  }

  @Test
  void aReplyRequestedAgainForTheSameMessageHasAnotherId() {
    var first = fresh().after(in("1"));
    var again = first.after(new TakeOver("user_1", "Asha")).after(new HandBack("user_1"));
    assertThat(pending(again)).isNotEqualTo(pending(first));
  }

  @Test
  void anEscalatingAnswerIsSentAndHandsOver() {
    var asked = fresh().after(in("1"));
    asked
        .when(answer(pending(asked), "m1", Action.ESCALATE))
        .thenTypes(ReplyQueued.class, Escalated.class)
        .state(s -> s.owner() == Owner.HUMAN);
    asked
        .after(answer(pending(asked), "m1", Action.ESCALATE))
        .when(new BeginAttempt("m1", "a1", LATER))
        .then(new SendAttempted("m1", "a1"));
  }

  @Test
  void theSameAnswerTwiceIsQueuedOnce() {
    var asked = fresh().after(in("1"));
    var answer = answer(pending(asked), "m1", Action.ASK);
    asked.after(answer).when(answer).thenNothing();
  }

  @Test
  void anAttemptWithoutOutcomeIsNeverRepeatedByAnother() {
    var sending = queued().after(new BeginAttempt("m1", "a1", LATER));
    sending.when(new BeginAttempt("m1", "a1", LATER)).thenNothing();
    sending.when(new BeginAttempt("m1", "a2", LATER)).thenRefused(ATTEMPT_OUTSTANDING);
    sending.when(new RecordUnknown("m1", "timeout")).then(new MessageUnconfirmed("m1", "timeout"));
    sending
        .after(new RecordUnknown("m1", "timeout"))
        .when(new BeginAttempt("m1", "a3", LATER))
        .thenRefused(MESSAGE_NOT_QUEUED);
  }

  @Test
  void statusesApplyMonotonicallyInWhateverOrderTheyArrive() {
    var sent =
        queued().after(new BeginAttempt("m1", "a1", LATER)).after(new RecordSent("m1", "a1", "w1"));
    sent.when(status("w1", null, READ)).then(new MessageRead("m1", LATER));
    var read = sent.after(status("w1", null, READ));
    read.when(status("w1", null, DELIVERED)).thenNothing();
    read.when(status("w1", null, SENT)).thenNothing();
    read.when(status("w1", null, DeliveryStatus.FAILED)).thenNothing();
  }

  @Test
  void aStatusThatOvertakesTheOutcomeIsMatchedByOurOwnId() {
    var sending = queued().after(new BeginAttempt("m1", "a1", LATER));
    sending
        .when(status("w1", "m1", DELIVERED))
        .then(new MessageSent("m1", "w1"), new MessageDelivered("m1", LATER));
    sending
        .after(status("w1", "m1", DELIVERED))
        .when(new RecordSent("m1", "a1", "w1"))
        .thenNothing()
        .state(s -> s.message("m1").stage() == Outbound.Stage.DELIVERED);
  }

  @Test
  void aStatusResolvesAnUnknownOutcome() {
    queued()
        .after(new BeginAttempt("m1", "a1", LATER))
        .after(new RecordUnknown("m1", "timeout"))
        .when(status("w1", "m1", SENT))
        .then(new MessageSent("m1", "w1"));
  }

  @Test
  void aStatusOfAnUnknownMessageIsRefused() {
    queued().when(status("w9", null, SENT)).thenRefused(UNKNOWN_MESSAGE);
    fresh().when(status("w9", null, SENT)).thenRefused(CONVERSATION_NOT_FOUND);
  }

  @Test
  void failureIsRecordedOnceAndOnlyWhileSending() {
    var sending = queued().after(new BeginAttempt("m1", "a1", LATER));
    sending.when(new RecordFailure("m1", "a1", "no")).then(new MessageFailed("m1", "no"));
    sending
        .after(new RecordSent("m1", "a1", "w1"))
        .when(new RecordFailure("m1", "a1", "no"))
        .thenNothing();
  }

  @Test
  void whatWasCertainlyNotSentWaitsForAnotherAttempt() {
    var sending = queued().after(new BeginAttempt("m1", "a1", LATER));
    sending.when(new RecordNotSent("m1", "a1", "130429")).then(new SendDeferred("m1", "130429"));
    var deferred = sending.after(new RecordNotSent("m1", "a1", "130429"));
    deferred.when(new RecordNotSent("m1", "a1", "130429")).thenNothing();
    deferred.when(new BeginAttempt("m1", "a2", LATER)).then(new SendAttempted("m1", "a2"));
    deferred
        .after(new BeginAttempt("m1", "a2", LATER))
        .when(new RecordNotSent("m1", "a1", "late"))
        .thenNothing();
    deferred
        .when(new TakeOver("user_1", "Asha"))
        .then(new TakenOver("user_1", "Asha"), new MessageDropped("m1", "overtaken"));
  }

  @Test
  void aHumanWhoTakesOverDuringAnAttemptStopsTheNextOne() {
    var sending = queued().after(new BeginAttempt("m1", "a1", LATER));
    sending
        .after(new TakeOver("user_1", "Asha"))
        .when(new RecordNotSent("m1", "a1", "130429"))
        .then(new MessageDropped("m1", "overtaken"));
    sending
        .after(new TakeOver("user_1", "Asha"))
        .when(new RecordSent("m1", "a1", "w1"))
        .then(new MessageSent("m1", "w1"));
  }

  @Test
  void anEscalatingAnswerIsStillSentAfterADeferral() {
    var asked = fresh().after(in("1"));
    asked
        .after(answer(pending(asked), "m1", Action.ESCALATE))
        .after(new BeginAttempt("m1", "a1", LATER))
        .when(new RecordNotSent("m1", "a1", "130429"))
        .then(new SendDeferred("m1", "130429"));
  }

  @Test
  void rememberedMessagesAreBounded() {
    var story = fresh().after(in("1"));
    for (int i = 0; i < 3 * ConversationState.MAX_OUTBOUND; i++) {
      story = story.after(new ReplyAsHuman("msg_h" + i, "user_1", "Asha", "Hello", null, LATER));
    }
    assertThat(story.state().outbound()).hasSize(ConversationState.MAX_OUTBOUND);
  }

  @Test
  void overlongRepliesAreRefusedByTheCommand() {
    assertThatThrownBy(() -> new ReplyAsHuman("m", "u", "n", "x".repeat(4097), null, LATER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReplyAsHuman("m", "u", "n", "  ", null, LATER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Given<ConversationCommand, ConversationEvent, ConversationState> fresh() {
    return given(new Conversation());
  }

  static Given<ConversationCommand, ConversationEvent, ConversationState> queued() {
    var asked = fresh().after(in("1"));
    return asked.after(answer(pending(asked), "m1", Action.ASK));
  }

  static String pending(Given<?, ?, ConversationState> story) {
    return story.state().pending().reply();
  }

  static Receive in(String n) {
    return receive(n, "919812345678", true);
  }

  private static Receive receive(String n, String address, boolean ai) {
    return new Receive(
        CHANNEL,
        ChannelKind.WHATSAPP,
        CONTACT,
        address,
        "Ravi",
        List.of(new Identifier(Identifier.Kind.PHONE, "+919812345678")),
        ai,
        "msg_in-" + n,
        "wamid." + n,
        MessageContent.text("Do you have a pool?"),
        MessageContext.NONE,
        NOON);
  }

  private static Answer answer(String reply, String message, Action action) {
    return answer(reply, message, action, LATER);
  }

  static Answer answer(String reply, String message, Action action, Instant at) {
    return new Answer(
        reply,
        message,
        "Yes.",
        new AiTrace("run_1", "model", true, 0.9, action, "en", 5),
        null,
        null,
        at);
  }

  private static RecordStatus status(
      String providerId, @Nullable String message, DeliveryStatus status) {
    return new RecordStatus(providerId, message, status, null, LATER);
  }
}
