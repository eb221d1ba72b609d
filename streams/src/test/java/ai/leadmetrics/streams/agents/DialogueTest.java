package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.HandedBack;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDropped;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.agents.LeadPrompt.Turn;
import java.time.Instant;
import java.util.List;
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
    assertThat(of(in("m1", "Hi"), asked("r1", "m1"), new Escalated("ai_asked")).awaits("r1"))
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
  void namesWhatHasNoText() {
    var image = new MessageReceived("m1", "wamid.m1", "image", "", Instant.EPOCH);
    assertThat(of(image, asked("r1", "m1")).message()).isEqualTo("[image]");
  }

  private static Dialogue of(ConversationEvent... events) {
    return Dialogue.of(List.of(events));
  }

  private static MessageReceived in(String id, String text) {
    return new MessageReceived(id, "wamid." + id, "text", text, Instant.EPOCH);
  }

  private static ReplyRequested asked(String reply, String message) {
    return new ReplyRequested(reply, message);
  }

  private static ReplyQueued said(String id, String reply, String text) {
    var trace = new AiTrace("run_01", "m", true, 1, Action.NONE, "en", 1);
    return new ReplyQueued(id, reply, CHANNEL, ChannelKind.WHATSAPP, "91", text, null, null, trace);
  }

  private static ReplyQueued byTeam(String id, String text) {
    return new ReplyQueued(
        id, null, CHANNEL, ChannelKind.WHATSAPP, "91", text, "user_1", "Asha", null);
  }

  private static Turn turn(String from, String text) {
    return new Turn(from, text);
  }
}
