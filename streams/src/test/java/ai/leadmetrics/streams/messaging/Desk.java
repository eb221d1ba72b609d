package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.entities.inbox.Conversation;
import ai.leadmetrics.entities.inbox.ConversationState;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Receive;
import ai.leadmetrics.protocol.inbox.ConversationCommand.ReplyAsHuman;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.streams.kit.ChannelCheck;
import ai.leadmetrics.streams.kit.Channels;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.ConnectedChannel.Condition;
import ai.leadmetrics.streams.kit.Messenger;
import ai.leadmetrics.streams.kit.Outcome;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/**
 * Delivery with the real rules of a conversation, and provider, broker and journal as the test
 * wants them.
 */
final class Desk implements Recorder.Asks, Messenger, Channels, Holding, Parking, AutoCloseable {
  static final EntityId CONVERSATION = EntityId.parse("acme:conv_1a");
  static final EntityId CHANNEL = EntityId.parse("acme:chan_1a");

  final List<OutgoingMessage> sends = new CopyOnWriteArrayList<>();
  final List<HeldMessage> aside = new CopyOnWriteArrayList<>();
  final List<String> commands = new CopyOnWriteArrayList<>();
  final List<ConversationEvent> events = new CopyOnWriteArrayList<>();
  final Deque<Supplier<CompletionStage<Outcome>>> answers = new ArrayDeque<>();
  final Couriers couriers;
  final Pauses pauses = new Pauses(ForkJoinPool.commonPool());
  final List<OutgoingMessage> parked = new CopyOnWriteArrayList<>();
  boolean channelExists = true;
  Condition condition = Condition.NEW;
  Parked parking = Parked.WAITS;
  boolean held;
  int unansweredAsks;

  private final Conversation rules = new Conversation();
  private ConversationState state = rules.initial();

  private final Instant written;

  Desk() {
    this(Instant.now());
  }

  /**
   * @param written when the customer wrote and was answered
   */
  Desk(Instant written) {
    this.written = written;
    var settings =
        DeliverySettings.of(
            ConfigFactory.parseString(
                    """
                    leadmetrics.delivery {
                      backoff { shortest = 20ms, longest = 40ms }
                      max-attempts = 3
                      outstanding-grace = 20ms
                      inline-wait = 200ms
                      channel.circuit { failures = 2, shortest = 10s }
                    }
                    """)
                .withFallback(ConfigFactory.parseResources("leadmetrics-delivery.conf"))
                .resolve());
    var metrics = new DeliveryMetrics(new SimpleMeterRegistry());
    var clock = Clock.systemUTC();
    var attempts = new Attempts(settings, new Recorder(this, pauses), pauses, metrics, clock);
    couriers =
        new Couriers(
            settings,
            this,
            Map.of(ChannelKind.WHATSAPP, this),
            attempts,
            this,
            this,
            new Couriers.Surroundings(new ChannelGates(settings), pauses, metrics, clock));
    tell(
        new Receive(
            CHANNEL,
            ChannelKind.WHATSAPP,
            EntityId.parse("acme:cont_1a"),
            "919812345678",
            null,
            List.of(),
            true,
            "msg_in",
            "wamid.in",
            MessageContent.text("Hello"),
            MessageContext.NONE,
            written));
  }

  /** A message that the AI has queued. */
  OutgoingMessage queuedByAi(String id) {
    var pending = state.pending();
    if (pending == null) {
      throw new IllegalStateException("no reply is pending");
    }
    var trace = new AiTrace("run_1", "model", true, 0.9, Action.ASK, "en", 5);
    tell(
        new ConversationCommand.Answer(
            pending.reply(), id, "Answer " + id, trace, null, null, written));
    return outgoing(id, Instant.now());
  }

  /** A message that a person has queued. */
  OutgoingMessage queuedByHuman(String id) {
    tell(new ReplyAsHuman(id, "user_1", "Asha", "Answer " + id, null, written));
    return outgoing(id, Instant.now());
  }

  static OutgoingMessage outgoing(String id, Instant at) {
    return new OutgoingMessage(
        CONVERSATION, id, CHANNEL, ChannelKind.WHATSAPP, "919812345678", "Answer " + id, at, null);
  }

  /** The provider's answers, one for each call; then it accepts. */
  Desk answering(Outcome... outcomes) {
    for (var outcome : outcomes) {
      answers.add(() -> CompletableFuture.completedFuture(outcome));
    }
    return this;
  }

  Reply tell(ConversationCommand command) {
    return decide(command);
  }

  static void await(CompletionStage<Done> work) throws Exception {
    work.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Delivers, and lets the held lane take up what was put aside. */
  void deliver(OutgoingMessage message) throws Exception {
    await(couriers.first(message));
    var waiting = new ArrayList<>(aside);
    aside.clear();
    for (var next : waiting) {
      await(couriers.held(next));
    }
  }

  List<String> eventNames() {
    return events.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  private synchronized Reply decide(ConversationCommand command) {
    return switch (rules.decide(state, command)) {
      case Decision.Rejected<ConversationEvent>(var rejection) -> new Reply.Refused(rejection);
      case Decision.Accepted<ConversationEvent>(var more) -> {
        more.forEach(event -> state = rules.evolve(state, event));
        events.addAll(more);
        yield new Reply.Done(events.size(), !more.isEmpty());
      }
    };
  }

  @Override
  public CompletionStage<Reply> ask(EntityId id, String commandId, String by, Object command) {
    commands.add(commandId);
    var reply = decide((ConversationCommand) command);
    if (unansweredAsks > 0) {
      // The worst kind: done, but nobody hears of it.
      unansweredAsks--;
      return CompletableFuture.failedFuture(new IllegalStateException("no answer in time"));
    }
    return CompletableFuture.completedFuture(reply);
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WHATSAPP;
  }

  @Override
  public CompletionStage<Outcome> send(ConnectedChannel channel, OutgoingMessage message) {
    sends.add(message);
    var answer = answers.poll();
    return answer == null
        ? CompletableFuture.completedFuture(new Outcome.Sent("wamid." + message.message()))
        : answer.get();
  }

  @Override
  public CompletionStage<ChannelCheck> check(String externalId, String accessToken) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Parked> park(OutgoingMessage message) {
    if (parking == Parked.WAITS) {
      parked.add(message);
    }
    return CompletableFuture.completedFuture(parking);
  }

  /** As the database does: what was refused for older credentials says nothing. */
  @Override
  public CompletionStage<Boolean> broken(ConnectedChannel channel) {
    boolean same = channel.condition().credentials() == condition.credentials();
    if (same) {
      condition = condition.broken(Instant.now());
    }
    return CompletableFuture.completedFuture(same);
  }

  @Override
  public CompletionStage<Optional<ConnectedChannel>> byId(EntityId channel) {
    return CompletableFuture.completedFuture(
        Optional.of(
                new ConnectedChannel(
                        channel, ChannelKind.WHATSAPP, "Desk", "k", "5", true, "IN", "s", "v", "t")
                    .with(condition))
            .filter(_ -> channelExists));
  }

  @Override
  public CompletionStage<Optional<ConnectedChannel>> byEndpoint(String endpointKey) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Optional<ConnectedChannel>> byExternalId(
      TenantId tenant, ChannelKind kind, String externalId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Boolean> isHeld(EntityId channel) {
    return CompletableFuture.completedFuture(held);
  }

  @Override
  public CompletionStage<Done> hold(HeldMessage message) {
    aside.add(message);
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  @Override
  public void close() {
    pauses.stop();
  }
}
