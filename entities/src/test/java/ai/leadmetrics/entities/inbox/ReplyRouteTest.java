package ai.leadmetrics.entities.inbox;

import static ai.leadmetrics.entities.inbox.ConversationTest.fresh;
import static ai.leadmetrics.entities.inbox.ConversationTest.pending;
import static ai.leadmetrics.protocol.inbox.InboxError.NO_REPLY_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Answer;
import ai.leadmetrics.protocol.inbox.ConversationCommand.BeginAttempt;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Receive;
import ai.leadmetrics.protocol.inbox.ConversationCommand.ReplyAsHuman;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendAttempted;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.ReplyRoute;
import ai.leadmetrics.protocol.kit.EntityId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers to web forms, which carry none themselves. */
class ReplyRouteTest {
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final EntityId FORM = EntityId.parse("acme:chan_01");
  private static final ReplyRoute MAIL =
      new ReplyRoute(FORM, ChannelKind.EMAIL, "asha@example.com");

  @Test
  void theAiAnswersAFormByTheWayThatWasFound() {
    var asked = form(new Identifier(Identifier.Kind.EMAIL, "asha@example.com"));
    asked
        .when(answer(asked, MAIL))
        .thenTypes(ReplyQueued.class)
        .satisfying(
            events ->
                assertThat((ReplyQueued) events.getFirst())
                    .returns(FORM, ReplyQueued::channel)
                    .returns(ChannelKind.EMAIL, ReplyQueued::channelKind)
                    .returns("asha@example.com", ReplyQueued::address));
  }

  @Test
  void withoutAWayAPersonIsCalled() {
    var asked = form(new Identifier(Identifier.Kind.PHONE, "+919812345678"));
    asked
        .when(answer(asked, null))
        .then(
            new ReplyDiscarded(pending(asked), "no_reply_address"),
            new Escalated(EscalationReason.NO_REPLY_ADDRESS));
    asked
        .when(new ReplyAsHuman("msg_h", "user_1", "Uma", "Hello", null, NOW))
        .thenRefused(NO_REPLY_ADDRESS);
  }

  @Test
  void aPersonAnswersByTheSameWay() {
    var asked = form(new Identifier(Identifier.Kind.EMAIL, "asha@example.com"));
    asked
        .after(new ReplyAsHuman("msg_h", "user_1", "Uma", "Hello", MAIL, NOW))
        .when(new BeginAttempt("msg_h", "a1", NOW.plusSeconds(200_000)))
        .then(new SendAttempted("msg_h", "a1"));
  }

  @Test
  void aFormThatLeavesNothingToAnswerToIsForPeople() {
    fresh()
        .when(receive(List.of()))
        .thenTypes(Opened.class, MessageReceived.class, Escalated.class);
  }

  private static Given<ConversationCommand, ConversationEvent, ConversationState> form(
      Identifier identifier) {
    var in = receive(List.of(identifier));
    fresh().when(in).thenTypes(Opened.class, MessageReceived.class, ReplyRequested.class);
    return fresh().after(in);
  }

  private static Receive receive(List<Identifier> identifiers) {
    return new Receive(
        FORM,
        ChannelKind.WEB_FORM,
        EntityId.parse("acme:cont_01"),
        "",
        "Asha",
        identifiers,
        true,
        "msg_in-1",
        "form-1",
        MessageContent.text("Is there a pool?"),
        MessageContext.NONE,
        NOW);
  }

  private static Answer answer(Given<?, ?, ConversationState> asked, @Nullable ReplyRoute route) {
    var trace = new AiTrace("run_1", "model", true, 0.9, Action.NONE, "en", 5);
    return new Answer(pending(asked), "msg_a", "Yes.", trace, null, route, NOW);
  }
}
