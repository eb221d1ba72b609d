package ai.leadmetrics.streams.kit;

import ai.leadmetrics.entities.kit.Aggregates;
import ai.leadmetrics.protocol.kit.Topics;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** The cluster's one reader of the journal: forwards every event to its context's topic. */
public final class Relay extends AbstractBehavior<Relay.Message> {
  /** The role of the nodes it may run on. */
  public static final String ROLE = "relay";

  /** What the relay's actor is told. */
  sealed interface Message {}

  /** There may be new rows. */
  record Poke(long at) implements Message {}

  /** Hand over to another node. */
  record Stop(long at) implements Message {}

  private record Ended() implements Message {}

  private final RelayLoop loop;
  private final RelayMetrics metrics;

  private Relay(ActorContext<Message> context, RelayLoop loop, RelayMetrics metrics) {
    super(context);
    this.loop = loop;
    this.metrics = metrics;
    Thread.ofVirtual().name("relay").start(loop);
  }

  /** Takes part in running the relay. */
  public static StreamTask task() {
    return new StreamTask() {
      @Override
      public String name() {
        return "relay";
      }

      @Override
      public String role() {
        return ROLE;
      }

      @Override
      public Running start(Platform platform) {
        RelaySignal.of(platform.system()).connect(platform);
        // The singleton is handed over when the node leaves the cluster.
        var running = Running.always();
        StreamStates.of(platform.system()).register("relay", running::state);
        return running;
      }
    };
  }

  /** Runs wherever the cluster places it. */
  static Behavior<Message> singleton(Platform platform, RelayMetrics metrics) {
    return Behaviors.setup(
        context -> {
          var loop =
              new RelayLoop(
                  platform.database().jdbi(),
                  () -> producer(platform.kafka()),
                  topicByKind(),
                  metrics);
          return new Relay(context, loop, metrics);
        });
  }

  static Map<String, String> topicByKind() {
    return Aggregates.all().stream()
        .collect(Collectors.toMap(a -> a.name(), a -> Topics.events(a.context())));
  }

  /**
   * A producer that never gives up on a record by itself: if one expired while later ones of the
   * same partition went through, consumers would take it for a duplicate when it came again.
   */
  static Producer<String, byte[]> producer(Kafka kafka) {
    var properties = new Properties();
    properties.putAll(kafka.producerSettings().getProperties());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
    // A partition that nobody has written to yet takes any number as the first. With several
    // requests on their way, the first can find it without a leader and the second be taken: the
    // first is then refused for ever as out of order.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "60000");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "2");
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Poke.class, _ -> poke())
        .onMessage(Stop.class, _ -> stop())
        .onMessage(Ended.class, _ -> Behaviors.stopped())
        .onSignal(PostStop.class, _ -> ended())
        .build();
  }

  private Behavior<Message> poke() {
    loop.poke();
    return this;
  }

  private Behavior<Message> stop() {
    getContext().pipeToSelf(loop.stop(), (_, _) -> new Ended());
    return this;
  }

  private Behavior<Message> ended() {
    loop.stop();
    metrics.stopped();
    return this;
  }
}
