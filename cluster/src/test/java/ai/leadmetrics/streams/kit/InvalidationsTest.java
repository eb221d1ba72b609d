package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvalidationsTest {
  private final ActorSystem<Void> one = node();
  private final ActorSystem<Void> two = node();

  private static ActorSystem<Void> node() {
    return ActorSystem.create(
        Behaviors.empty(),
        "invalidations",
        ConfigFactory.parseString(
                """
                pekko.actor.provider = cluster
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.jmx.enabled = off
                """)
            .withFallback(ConfigFactory.load())
            .resolve());
  }

  @AfterEach
  void stop() {
    two.terminate();
    one.terminate();
  }

  @Test
  void everyNodeHearsOfAChangeAndTheOneThatMadeItAtOnce() {
    var here = heard(one);
    var there = heard(two);
    var seed = Cluster.get(one);
    seed.manager().tell(Join.create(seed.selfMember().address()));
    Cluster.get(two).manager().tell(Join.create(seed.selfMember().address()));
    var news = Invalidations.of(one);

    news.publish("channel", "acme:chan_1");
    assertThat(here).contains("acme:chan_1");
    await()
        .untilAsserted(
            () -> {
              // Sent again until the two know each other.
              news.publish("channel", "acme:chan_2");
              assertThat(there).contains("acme:chan_2");
            });
    news.publish("tenant", "acme");
    assertThat(here).doesNotContain("acme");
  }

  private static List<String> heard(ActorSystem<?> node) {
    var heard = new CopyOnWriteArrayList<String>();
    Invalidations.of(node).subscribe("channel", heard::add);
    return heard;
  }
}
