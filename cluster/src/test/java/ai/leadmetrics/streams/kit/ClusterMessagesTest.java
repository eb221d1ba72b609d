package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.SessionNews;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever crosses between nodes survives the way. */
class ClusterMessagesTest {
  private static final ActorSystem<Void> SYSTEM =
      ActorSystem.create(
          Behaviors.empty(),
          "messages",
          ConfigFactory.parseResources("leadmetrics-streams.conf")
              .withFallback(ConfigFactory.parseString("pekko.actor.provider = local"))
              .withFallback(ConfigFactory.defaultReference())
              .resolve());

  @AfterAll
  static void stop() {
    SYSTEM.terminate();
  }

  static List<Object> messages() {
    var notice =
        new LiveNotice(
            new TenantId("acme"), "inbox", "message-received", "conv_1", new Position(5, 6));
    return List.of(
        new Relay.Poke(1),
        new Relay.Stop(2),
        new Live.Notices(List.of(notice, notice)),
        new SessionNews.Changed(List.of("sess_1", "sess_2"), true),
        new Invalidations.Changed("channel", "acme:chan_1"),
        new QuotaActor.GiveBack(1),
        new QuotaActor.Lease(1, 2, 3, 4));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageIsReadAsItWasSent(Object message) {
    var serialization = SerializationExtension.get(SYSTEM);
    var serializer = serialization.findSerializerFor(message);

    assertThat(serializer.getClass().getSimpleName()).isEqualTo("JacksonCborSerializer");
    var bytes = serialization.serialize(message).get();
    assertThat(serialization.deserialize(bytes, message.getClass()).get()).isEqualTo(message);
  }
}
