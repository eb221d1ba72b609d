package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.streams.kit.LiveNotice;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A lead responder over a conversation, with a model that says what a test wants. */
abstract class LeadResponderCase {
  static final Clock CLOCK = Clock.fixed(Instant.now(), ZoneOffset.UTC);

  /** By any clock of these tests the message may still be answered. */
  static final Instant NOT_LATE = Instant.parse("2100-01-01T00:00:00Z");

  static final EntityId CONVERSATION = EntityId.parse("lotus-house:conv_01");
  static final EntityId CONTACT = EntityId.parse("lotus-house:cont_01");
  static final AgentWork WORK =
      new AgentWork(
          EntityId.parse("lotus-house:run_01"),
          "lead-responder",
          CONVERSATION,
          "r1",
          Instant.EPOCH);

  final FakeDesk desk = new FakeDesk();
  final FakeTill till = new FakeTill();
  final List<String> said = new ArrayList<>();
  final List<ChatRequest> asked = new ArrayList<>();
  final List<LiveNotice> live = new ArrayList<>();

  void run() {
    responder().run(WORK, Position.START);
  }

  LeadResponder responder() {
    var settings =
        new ModelSettings(
            ModelSettings.Provider.OLLAMA,
            "scripted",
            "",
            "",
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            0,
            false,
            100);
    ChatModel chat =
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            asked.add(request);
            return ChatResponse.builder().aiMessage(AiMessage.from(said.removeFirst())).build();
          }
        };
    var asking =
        new Asking(
            List.of(new Model(settings, chat)),
            3,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)),
            _ -> {});
    var briefing = new Briefing(desk, (_, _, _) -> List.of(), 10, 5, CLOCK);
    return new LeadResponder(desk, briefing, asking, 0.2, till, new Progress(live::addAll), CLOCK);
  }

  void hears(String text) {
    desk.events.add(
        new Opened(
            EntityId.parse("lotus-house:chan_01"),
            ChannelKind.WHATSAPP,
            CONTACT,
            "91",
            null,
            List.of(),
            Owner.AI));
    desk.events.add(
        new MessageReceived(
            "m1", "wamid.1", MessageContent.text(text), MessageContext.NONE, NOT_LATE));
    desk.events.add(new ReplyRequested("r1", "m1"));
  }

  static String json(String reply, String action, double confidence, String service) {
    return "{\"reply\":\"%s\",\"action\":\"%s\",\"confidence\":%s,\"qualification\":{\"service\":\"%s\"}}"
        .formatted(reply, action, confidence, service);
  }
}
