package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.crm.Referral;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.Author;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.HandedBack;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDropped;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageEchoed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRevised;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.inbox.MediaKind;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Quote;
import ai.leadmetrics.protocol.inbox.Revision;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.agents.LeadPrompt.Turn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DialogueTest {
  private static final EntityId CHANNEL = EntityId.parse("lotus-house:chan_01");

  @Test
  void answersEverythingUpToTheRequestedMessageAndNothingLater() {
    var dialogue =
        of(in("m1", "Hi"), asked("r1", "m1"), in("m2", "Is there a pool?"), in("m3", "And wifi?"));
    assertThat(dialogue.message()).isEqualTo("Hi");
    assertThat(dialogue.history(10)).isEmpty();
    assertThat(dialogue.awaits("r1")).isTrue();
  }

  @Test
  void whatCameMeanwhileIsAnsweredTogetherByTheNextReply() {
    var dialogue =
        of(
            in("m1", "Hi"),
            asked("r1", "m1"),
            in("m2", "Is there a pool?"),
            in("m3", "And wifi?"),
            said("a1", "r1", "Hello!"),
            asked("r2", "m3"));
    assertThat(dialogue.message()).isEqualTo("Is there a pool?\nAnd wifi?");
    assertThat(dialogue.history(10)).containsExactly(turn("customer", "Hi"), turn("ai", "Hello!"));
    assertThat(dialogue.awaits("r1")).isFalse();
    assertThat(dialogue.awaits("r2")).isTrue();
  }

  @Test
  void keepsTheLastOfALongHistory() {
    var dialogue =
        of(
            in("m1", "one"),
            asked("r1", "m1"),
            said("a1", "r1", "first"),
            in("m2", "two"),
            asked("r2", "m2"),
            said("a2", "r2", "second"),
            in("m3", "three"),
            asked("r3", "m3"));
    assertThat(dialogue.history(3))
        .containsExactly(turn("ai", "first"), turn("customer", "two"), turn("ai", "second"));
  }

  @Test
  void aHumanWhoTookOverOrWasCalledSilencesTheAi() {
    assertThat(of(in("m1", "Hi"), asked("r1", "m1"), new TakenOver("user_1", "Asha")).awaits("r1"))
        .isFalse();
    assertThat(
            of(in("m1", "Hi"), asked("r1", "m1"), new Escalated(EscalationReason.AI_ASKED))
                .awaits("r1"))
        .isFalse();
    var back =
        of(
            in("m1", "Hi"),
            asked("r1", "m1"),
            new ReplyDiscarded("r1", "overtaken"),
            new TakenOver("user_1", "Asha"),
            byTeam("h1", "Asha here"),
            in("m2", "Thanks"),
            new HandedBack("user_1"),
            asked("r2", "m2"));
    assertThat(back.awaits("r2")).isTrue();
    assertThat(back.message()).isEqualTo("Thanks");
    assertThat(back.history(10)).containsExactly(turn("customer", "Hi"), turn("team", "Asha here"));
  }

  @Test
  void anAnswerThatWasDroppedWasNeverSaid() {
    var dialogue =
        of(
            in("m1", "Hi"),
            asked("r1", "m1"),
            said("a1", "r1", "Hello!"),
            new MessageDropped("a1", "overtaken"),
            in("m2", "Anyone?"),
            asked("r2", "m2"));
    assertThat(dialogue.history(10)).containsExactly(turn("customer", "Hi"));
  }

  @Test
  void whatSaysNothingIsNeitherAnsweredNorRemembered() {
    var sticker = media("m1", MediaKind.STICKER, null);
    var dialogue = of(sticker, in("m2", "Do you have parking?"), asked("r1", "m2"));
    assertThat(dialogue.message()).isEqualTo("Do you have parking?");
    assertThat(of(sticker, byTeam("h1", "Nice!"), in("m2", "Hi"), asked("r1", "m2")).history(9))
        .containsExactly(turn("team", "Nice!"));
  }

  /** chatwoot/chatwoot#14953, NousResearch/hermes-agent#52957. */
  @Test
  void whatAMessageQuotesIsToldWithItAsItReadsNow() {
    var dialogue =
        of(
            in("m1", "Do you have parking on 5 May?"),
            asked("r1", "m1"),
            said("a1", "r1", "Yes, we do."),
            quoting("m2", "Is this included in the price?", "m1", "Do you have parking on 5 May?"),
            revised("m1", new Revision.Edited(MessageContent.text("Do you have parking?"))),
            asked("r2", "m2"));
    assertThat(dialogue.message()).isEqualTo("Is this included in the price?");
    assertThat(dialogue.about())
        .containsExactly(About.quoted(Author.CUSTOMER, "Do you have parking?"));
    assertThat(dialogue.history(9).getFirst()).isEqualTo(turn("customer", "Do you have parking?"));
  }

  /** fazer-ai/chatwoot#316. */
  @Test
  void whatWasDeletedIsNeverTold() {
    var dialogue =
        of(
            in("m1", "My budget is 9000"),
            quoting("m2", "Is it enough?", "m1", "My budget is 9000"),
            asked("r1", "m2"),
            revised("m1", new Revision.Revoked()));
    assertThat(dialogue.message()).isEqualTo("Is it enough?");
    assertThat(dialogue.about()).isEmpty();
  }

  @Test
  void productAdPlaceAndOrderAreDataBesideTheWords() {
    var referral =
        new Referral("ad", "12", null, "Monsoon offer", "Three nights for two", null, null, "AR");
    var product = new Quote("w", null, null, null, new Quote.Product("1948", "LOTUS-SUITE"));
    var order =
        new MessageContent.Order(
            "1948",
            List.of(new MessageContent.OrderItem("LOTUS-SUITE", 2, Money.inr(1_100_000))),
            "Please confirm");
    var dialogue =
        of(
            in("m1", MessageContent.text("More?"), new MessageContext(product, referral, null)),
            in("m2", new MessageContent.Location(9.97, 76.24, "Junction", null, null)),
            in("m3", order),
            asked("r1", "m3"));
    assertThat(dialogue.message()).isEqualTo("More?\nPlease confirm");
    assertThat(dialogue.about())
        .extracting(About::text)
        .containsExactly(
            "LOTUS SUITE",
            "Monsoon offer – Three nights for two",
            "Junction, 9.97 76.24",
            "2 x LOTUS-SUITE at INR 11000.00");
  }

  @Test
  void whatTheTeamWroteOnThePhoneIsAnAnswerOfTheTeam() {
    var echo =
        new MessageEchoed(
            "e1", "wamid.e1", MessageContent.text("I keep it"), MessageContext.NONE, Instant.EPOCH);
    var dialogue = of(in("m1", "Pool?"), echo, in("m2", "Thanks, wifi?"), asked("r1", "m2"));
    assertThat(dialogue.message()).isEqualTo("Thanks, wifi?");
    assertThat(dialogue.history(9))
        .containsExactly(turn("customer", "Pool?"), turn("team", "I keep it"));
  }

  private static MessageReceived media(String id, MediaKind kind, @Nullable String caption) {
    return in(id, new MessageContent.Media(kind, "1", "image/webp", null, null, caption, false));
  }

  private static MessageReceived in(String id, MessageContent content) {
    return in(id, content, MessageContext.NONE);
  }

  private static MessageReceived in(String id, MessageContent content, MessageContext context) {
    return new MessageReceived(id, "wamid." + id, content, context, Instant.EPOCH);
  }

  private static MessageReceived quoting(String id, String text, String quoted, String words) {
    var quote = new Quote("wamid." + quoted, quoted, Author.CUSTOMER, words, null);
    return in(id, MessageContent.text(text), new MessageContext(quote, null, null));
  }

  private static MessageRevised revised(String id, Revision revision) {
    return new MessageRevised(id, Author.CUSTOMER, revision, Instant.EPOCH);
  }

  private static Dialogue of(ConversationEvent... events) {
    return Dialogue.of(List.of(events));
  }

  private static MessageReceived in(String id, String text) {
    return new MessageReceived(
        id, "wamid." + id, MessageContent.text(text), MessageContext.NONE, Instant.EPOCH);
  }

  private static ReplyRequested asked(String reply, String message) {
    return new ReplyRequested(reply, message);
  }

  private static ReplyQueued said(String id, String reply, String text) {
    var trace = new AiTrace("run_01", "m", true, 1, Action.NONE, "en", 1);
    return new ReplyQueued(
        id, reply, CHANNEL, ChannelKind.WHATSAPP, "91", text, null, null, trace, null);
  }

  private static ReplyQueued byTeam(String id, String text) {
    return new ReplyQueued(
        id, null, CHANNEL, ChannelKind.WHATSAPP, "91", text, "user_1", "Asha", null, null);
  }

  private static Turn turn(String from, String text) {
    return new Turn(from, text);
  }
}
