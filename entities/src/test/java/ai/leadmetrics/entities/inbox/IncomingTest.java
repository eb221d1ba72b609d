package ai.leadmetrics.entities.inbox;

import static ai.leadmetrics.entities.kit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.Author;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ContentId;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Answer;
import ai.leadmetrics.protocol.inbox.ConversationCommand.BeginAttempt;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Echo;
import ai.leadmetrics.protocol.inbox.ConversationCommand.HandBack;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Receive;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordSent;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Revise;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.AddressChanged;
import ai.leadmetrics.protocol.inbox.ConversationEvent.HandedBack;
import ai.leadmetrics.protocol.inbox.ConversationEvent.LookNeeded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageEchoed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRevised;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageSent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.ConversationEvent.RevisionHeld;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import ai.leadmetrics.protocol.inbox.MediaKind;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.inbox.Quote;
import ai.leadmetrics.protocol.inbox.Revision;
import ai.leadmetrics.protocol.kit.EntityId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages that say nothing, and what is done to messages afterwards. */
class IncomingTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String NUMBER = "919812345678";

  /** RightNow-AI/openfang#605 and the case of the shared location. */
  @Test
  void whatSaysNothingIsShownToPeopleAndNotAnswered() {
    for (var content :
        List.of(photo(null), new MessageContent.Location(9.9, 76.2, null, null, null))) {
      fresh()
          .when(in("1", content))
          .thenTypes(Opened.class, MessageReceived.class, LookNeeded.class)
          .state(s -> s.owner() == Owner.AI && s.unanswered() == null);
    }
    var sticker =
        new MessageContent.Media(MediaKind.STICKER, "1", "image/webp", null, null, null, false);
    fresh().when(in("1", sticker)).thenTypes(Opened.class, MessageReceived.class);
  }

  /** The field case form-double-click, across a full hour. */
  @Test
  void theSameContentWithinAnHourIsADoubleClick() {
    var once = fresh().after(submitted("msg_1", "11:59:59.900"));
    once.when(submitted("msg_2", "12:00:00.100")).thenNothing();
    once.when(submitted("msg_2", "11:59:59.100")).thenNothing();
    once.when(submitted("msg_2", "12:59:59.899")).thenNothing();
    once.when(submitted("msg_2", "12:59:59.900")).thenTypes(MessageReceived.class);
  }

  private static Receive submitted(String message, String time) {
    var at = Instant.parse("2026-03-01T" + time + "Z");
    var in = in("1", MessageContent.text("Breakfast?"));
    return new Receive(
        in.channel(),
        in.channelKind(),
        in.contact(),
        in.address(),
        in.name(),
        in.identifiers(),
        in.aiReplies(),
        message,
        new ContentId("0123456789abcdef0123456789abcdef", at).value(),
        in.content(),
        in.context(),
        at);
  }

  @Test
  void aCaptionIsAnswered() {
    fresh()
        .when(in("1", photo("Is this pool yours?")))
        .thenTypes(Opened.class, MessageReceived.class, ReplyRequested.class);
  }

  @Test
  void handingBackNeverAsksForAnAnswerToASticker() {
    var taken =
        fresh()
            .after(in("1", "Hello"))
            .after(new ConversationCommand.ReplyAsHuman("h", "user_1", "Asha", "Hi", null, NOON))
            .after(in("2", photo(null)));
    taken.when(new HandBack("user_1")).then(new HandedBack("user_1"));
  }

  /** shridarpatil/frappe_whatsapp#63. */
  @Test
  void reactionIsRecordedOnceAndNeverAnswered() {
    var waiting = fresh().after(in("1", "Is breakfast included?"));
    var thumb = new Revision.Reacted("👍");
    waiting
        .when(revise("1", thumb, 10))
        .then(new MessageRevised("msg_1", Author.CUSTOMER, thumb, NOON.plusSeconds(10)));
    waiting
        .after(revise("1", new Revision.Reacted(null), 20))
        .when(revise("1", thumb, 10))
        .thenNothing();
  }

  /** fazer-ai/chatwoot#316. */
  @Test
  void editOfAMessageInWorkIsAnsweredWithTheNewText() {
    var waiting = fresh().after(in("1", "A room on 5 December?"));
    var before = pending(waiting);
    var edit = waiting.when(revise("1", edited("A room on 15 December?"), 10));
    edit.thenTypes(MessageRevised.class, ReplyDiscarded.class, ReplyRequested.class)
        .state(s -> !s.isPending(before) && "msg_1".equals(s.pending().message()));
    waiting
        .after(revise("1", edited("A room on 15 December?"), 10))
        .when(answer(before, "m1"))
        .thenNothing();
  }

  @Test
  void editOfAnAnsweredMessageIsForPeople() {
    var answered = fresh().after(in("1", "A room on 5 December?"));
    answered = answered.after(answer(pending(answered), "m1"));
    answered
        .when(revise("1", edited("A room on 15 December?"), 10))
        .thenTypes(MessageRevised.class, LookNeeded.class)
        .state(s -> s.pending() == null);
  }

  @Test
  void anOlderEditChangesNothing() {
    fresh()
        .after(in("1", "one"))
        .after(revise("1", edited("three"), 30))
        .when(revise("1", edited("two"), 20))
        .thenNothing();
  }

  /** ilanbenb/wa_llm#58. */
  @Test
  void deletedMessageIsNoLongerAnswered() {
    var waiting = fresh().after(in("1", "My card is 4111"));
    waiting
        .when(revise("1", new Revision.Revoked(), 10))
        .thenTypes(MessageRevised.class, ReplyDiscarded.class)
        .state(s -> s.pending() == null && s.unanswered() == null);
    waiting
        .after(in("2", "Do you have a pool?"))
        .when(revise("1", new Revision.Revoked(), 10))
        .thenTypes(MessageRevised.class, ReplyDiscarded.class, ReplyRequested.class)
        .state(s -> "msg_2".equals(s.pending().message()));
  }

  @Test
  void customersChangeNothingThatTheTeamWrote() {
    var replied = fresh().after(in("1", "Hello"));
    replied =
        replied.after(answer(pending(replied), "m1")).after(new BeginAttempt("m1", "a", NOON));
    replied = replied.after(new RecordSent("m1", "a", "wamid.m1"));
    replied.when(revise("m1", edited("Everything is free."), 10)).thenNothing();
    replied.when(revise("m1", new Revision.Revoked(), 10)).thenNothing();
    replied.when(revise("m1", new Revision.Reacted("🙏"), 10)).thenTypes(MessageRevised.class);
  }

  @Test
  void revisionBeforeItsMessageIsAppliedWhenThatComes() {
    var early = fresh().after(revise("1", edited("On 15 December?"), 10));
    assertThat(early.state().held()).hasSize(1);
    early.when(revise("1", edited("On 15 December?"), 10)).thenNothing();
    early
        .when(in("1", "On 5 December?"))
        .thenTypes(Opened.class, MessageReceived.class, MessageRevised.class, ReplyRequested.class)
        .state(s -> s.held().isEmpty());
    fresh()
        .after(revise("1", new Revision.Revoked(), 10))
        .when(in("1", "On 5 December?"))
        .thenTypes(Opened.class, MessageReceived.class, MessageRevised.class)
        .state(s -> s.pending() == null);
  }

  @Test
  void heldRevisionsAreBounded() {
    var story = fresh();
    for (int i = 0; i < 10; i++) {
      story = story.after(revise("x" + i, new Revision.Revoked(), i));
    }
    assertThat(story.state().held()).hasSize(4);
    story = story.after(in("1", "Hello"));
    for (int i = 0; i < 40; i++) {
      story = story.after(revise("y" + i, new Revision.Revoked(), i));
    }
    assertThat(story.state().held()).hasSize(ConversationState.MAX_HELD);
    assertThat(story.state().held().getLast().providerId()).isEqualTo("wamid.y39");
    assertThat(story.when(revise("z", new Revision.Revoked(), 1)).events().getFirst())
        .isInstanceOf(RevisionHeld.class);
  }

  /** chatwoot/chatwoot#12569, HKUDS/nanobot#2837. */
  @Test
  void whatTheTeamWritesOnThePhoneSilencesTheAi() {
    var echo = new Echo(in("e", "This is Anjali, I keep the suite."));
    var overheard = fresh().after(in("1", "Is there a pool?"));
    overheard
        .when(echo)
        .thenTypes(ReplyDiscarded.class, TakenOver.class, MessageEchoed.class)
        .state(s -> s.owner() == Owner.HUMAN && s.unanswered() == null);
    overheard.after(echo).when(echo).thenNothing();
    overheard.after(echo).when(in("2", "And wifi?")).thenTypes(MessageReceived.class);
    fresh()
        .when(echo)
        .thenTypes(Opened.class, MessageEchoed.class)
        .state(s -> s.owner() == Owner.HUMAN);
  }

  @Test
  void echoOfOurOwnMessageIsThatMessage() {
    var sending = fresh().after(in("1", "Hello"));
    sending =
        sending.after(answer(pending(sending), "m1")).after(new BeginAttempt("m1", "a", NOON));
    sending
        .when(new Echo(in("echo", "Yes.")))
        .then(new MessageSent("m1", "wamid.echo"))
        .state(s -> s.owner() == Owner.AI);
    sending
        .after(new RecordSent("m1", "a", "wamid.echo"))
        .when(new Echo(in("echo", "Yes.")))
        .thenNothing();
  }

  /** chatwoot/chatwoot#14953. */
  @Test
  void quoteIsResolvedToWhatWasSaid() {
    var quote = new Quote("wamid.1", null, null, null, null);
    var message =
        fresh()
            .after(in("1", "Do you have parking?"))
            .when(
                in(
                    "2",
                    MessageContent.text("Is this included?"),
                    new MessageContext(quote, null, null),
                    NUMBER));
    var received = (MessageReceived) message.events().getFirst();
    assertThat(received.context().quote())
        .isEqualTo(new Quote("wamid.1", "msg_1", Author.CUSTOMER, "Do you have parking?", null));
  }

  /** shridarpatil/whatomate#531, dimagi/open-chat-studio#3322. */
  @Test
  void repliesGoToTheNumberOnceItIsKnown() {
    var byUser = fresh().after(in("1", "IN.134", "Wifi?"));
    byUser
        .when(in("2", NUMBER, "Parking?"))
        .thenTypes(AddressChanged.class, MessageReceived.class)
        .state(s -> s.opened().address().equals(NUMBER));
    byUser
        .after(in("2", NUMBER, "Parking?"))
        .when(in("3", "IN.134", "Breakfast?"))
        .thenTypes(MessageReceived.class);
  }

  /** netflie/whatsapp-cloud-api#120. */
  @Test
  void noticeOfTheProviderOpensAndAsksNothing() {
    var notice =
        new MessageContent.SystemNotice(
            MessageContent.SystemNotice.Notice.NUMBER_CHANGED, "changed", NUMBER, "91");
    fresh().when(in("1", notice)).thenNothing();
    fresh().after(in("1", "Hello")).when(in("2", notice)).thenTypes(MessageReceived.class);
  }

  private static Given<ConversationCommand, ConversationEvent, ConversationState> fresh() {
    return given(new Conversation());
  }

  private static String pending(Given<?, ?, ConversationState> story) {
    return story.state().pending().reply();
  }

  private static MessageContent photo(@Nullable String caption) {
    return new MessageContent.Media(MediaKind.IMAGE, "1", "image/jpeg", null, null, caption, false);
  }

  private static Revision edited(String text) {
    return new Revision.Edited(MessageContent.text(text));
  }

  private static Revise revise(String n, Revision revision, int seconds) {
    return new Revise("wamid." + n, Author.CUSTOMER, revision, NOON.plusSeconds(seconds));
  }

  private static Receive in(String n, String text) {
    return in(n, NUMBER, text);
  }

  private static Receive in(String n, String address, String text) {
    return in(n, MessageContent.text(text), MessageContext.NONE, address);
  }

  private static Receive in(String n, MessageContent content) {
    return in(n, content, MessageContext.NONE, NUMBER);
  }

  private static Receive in(
      String n, MessageContent content, MessageContext context, String address) {
    return new Receive(
        EntityId.parse("acme:chan_1a"),
        ChannelKind.WHATSAPP,
        EntityId.parse("acme:cont_1a"),
        address,
        "Ravi",
        List.of(new Identifier(Identifier.Kind.PHONE, "+919812345678")),
        true,
        "msg_" + n,
        "wamid." + n,
        content,
        context,
        NOON);
  }

  private static Answer answer(String reply, String message) {
    return new Answer(
        reply,
        message,
        "Yes.",
        new AiTrace("run_1", "model", true, 0.9, Action.ASK, "en", 5),
        null,
        null,
        NOON);
  }
}
