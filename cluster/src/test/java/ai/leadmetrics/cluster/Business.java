package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Answer;
import ai.leadmetrics.protocol.inbox.ConversationCommand.ReplyAsHuman;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.sandbox.BusinessNumber;
import ai.leadmetrics.sandbox.Sandbox;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.ChannelStore.Created;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.awaitility.core.ThrowingRunnable;

/** A tenant with one WhatsApp number that is registered at the sandbox, and its customers. */
final class Business {
  private Platform platform;
  private final SandboxClient provider;
  final TenantId tenant;
  final String number;

  Business(Platform platform, Sandbox sandbox, SandboxClient provider, int messagesPerSecond) {
    this.platform = platform;
    this.provider = provider;
    var unique = UUID.randomUUID().toString().substring(0, 12);
    this.tenant = new TenantId("b-" + unique);
    this.number = "n" + unique;
    var created =
        join(
            new ChannelStore(platform)
                .create(
                    tenant,
                    new NewChannel(
                        ChannelKind.WHATSAPP,
                        "Desk",
                        number,
                        true,
                        "IN",
                        "app-secret",
                        "verify",
                        "token")));
    assertThat(created).isInstanceOf(Created.Connected.class);
    var path = ((Created.Connected) created).channel().webhookPath();
    var port = platform.config().getInt("leadmetrics.http.port");
    sandbox.register(
        new BusinessNumber(
            number,
            "+91 80000 00000",
            "http://127.0.0.1:" + port + path,
            "app-secret",
            "token",
            "verify",
            messagesPerSecond));
  }

  /** Goes on on a node that was started anew. */
  void continueOn(Platform restarted) {
    platform = restarted;
  }

  /** One of its customers, and the conversation with them. */
  final class Customer {
    final EntityId conversation;

    private Customer(EntityId conversation) {
      this.conversation = conversation;
    }

    /** Queues what the AI answers; returns the message's id. */
    String aiAnswers(String text) {
      var id = Ids.next(Kind.MESSAGE);
      var reply = last(ReplyRequested.class).reply();
      var trace = new AiTrace("run_1", "test", true, 0.9, Action.ASK, "en", 5);
      tell(new Answer(reply, id, text, trace, null, null, Instant.now()));
      return id;
    }

    /** Queues what a person answers; returns the message's id. */
    String humanAnswers(String text) {
      var id = Ids.next(Kind.MESSAGE);
      tell(new ReplyAsHuman(id, "user_1", "Asha", text, null, Instant.now()));
      return id;
    }

    void tell(ConversationCommand command) {
      var reply =
          join(
              platform
                  .entities()
                  .ask(conversation, UUID.randomUUID().toString(), "system", command));
      assertThat(reply).isInstanceOf(Reply.Done.class);
    }

    List<ConversationEvent> events() {
      return Business.this.events().getOrDefault(conversation, List.of());
    }

    /** Names of the events since the first reply was queued. */
    List<String> story() {
      return events().stream()
          .dropWhile(event -> !(event instanceof ReplyQueued))
          .map(event -> event.getClass().getSimpleName())
          .toList();
    }

    <E extends ConversationEvent> E last(Class<E> type) {
      return events().stream().filter(type::isInstance).map(type::cast).toList().getLast();
    }

    void eventually(ConversationEvent event) {
      Business.eventually(() -> assertThat(events()).contains(event));
    }

    void eventuallyLast(Class<? extends ConversationEvent> type) {
      Business.eventually(() -> assertThat(events().getLast()).isInstanceOf(type));
    }
  }

  /** Somebody writes for the first time; returns once the AI has been asked for a reply. */
  Customer customer(String phone) {
    var before = events().keySet();
    provider.write(number, phone, "Hello");
    eventually(
        () ->
            assertThat(events())
                .anySatisfy(
                    (id, events) -> {
                      assertThat(before).doesNotContain(id);
                      assertThat(events).hasAtLeastOneElementOfType(ReplyRequested.class);
                    }));
    return new Customer(
        events().keySet().stream().filter(id -> !before.contains(id)).findFirst().orElseThrow());
  }

  /** Texts the provider took, in order. */
  List<String> sent() {
    return provider.sends(number).stream().map(SandboxClient.Send::text).toList();
  }

  Map<EntityId, List<ConversationEvent>> events() {
    record Row(EntityId id, ConversationEvent event) {}
    var rows =
        join(
            platform
                .database()
                .read(
                    handle ->
                        handle
                            .createQuery(
                                "select persistence_id, event_payload from event_journal"
                                    + " where persistence_id like :prefix order by ordering")
                            .bind("prefix", "Conversation|" + tenant + ":%")
                            .map(
                                (row, _) ->
                                    new Row(
                                        EntityId.parse(
                                            row.getString(1).substring("Conversation|".length())),
                                        (ConversationEvent)
                                            EventCodec.read("Conversation", row.getBytes(2))
                                                .event()))
                            .list()));
    var all = new LinkedHashMap<EntityId, List<ConversationEvent>>();
    rows.forEach(row -> all.computeIfAbsent(row.id(), _ -> new ArrayList<>()).add(row.event()));
    return all;
  }

  static void eventually(ThrowingRunnable holds) {
    await().untilAsserted(holds);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
