package ai.leadmetrics.entities.kit;

import ai.leadmetrics.entities.inbox.Conversation;
import ai.leadmetrics.entities.inbox.ConversationState;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Receive;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one received message costs in the kit, without actor, journal or network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KitBenchmark {
  private final Conversation conversation = new Conversation();
  private final Receive receive =
      new Receive(
          EntityId.parse("acme:chan_1a"),
          ChannelKind.WHATSAPP,
          EntityId.parse("acme:cont_1a"),
          "919812345678",
          "Ravi",
          List.of(),
          false,
          "msg_1a",
          "wamid.1",
          MessageContent.text("Does it come in another colour? I need it by Friday."),
          MessageContext.NONE,
          Instant.parse("2026-11-21T12:00:00Z"));
  private final ConversationState open = after(conversation.initial());
  private final Recorded<ConversationEvent> event =
      new Recorded<>(
          "in:wamid.1",
          "customer",
          Instant.parse("2026-11-21T12:00:01Z"),
          new ConversationEvent.MessageReceived(
              "msg_1a", "wamid.1", receive.content(), receive.context(), receive.sentAt()));
  private final byte[] stored = EventCodec.write(event);
  private final RecentIds full = full();

  private ConversationState after(ConversationState state) {
    var events =
        ((Decision.Accepted<ConversationEvent>) conversation.decide(state, receive)).events();
    for (var each : events) {
      state = conversation.evolve(state, each);
    }
    return state;
  }

  private static RecentIds full() {
    var recent = RecentIds.NONE;
    for (int i = 0; i < RecentIds.LIMIT; i++) {
      recent = recent.with("id" + i);
    }
    return recent;
  }

  @Benchmark
  public ConversationState decideAndEvolve() {
    return after(open);
  }

  @Benchmark
  public byte[] writeEvent() {
    return EventCodec.write(event);
  }

  @Benchmark
  public Recorded<?> readEvent() {
    return EventCodec.read("Conversation", stored);
  }

  @Benchmark
  public RecentIds rememberCommand() {
    return full.contains("in:wamid.1") ? full : full.with("in:wamid.1");
  }
}
