package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvalidationsTest {
  private final ActorTestKit one = node();
  private final ActorTestKit two = node();

  private static ActorTestKit node() {
    return ActorTestKit.create(
        "invalidations",
        ConfigFactory.parseString(
                """
                pekko.actor.provider = cluster
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.jmx.enabled = off
                """)
            .withFallback(ConfigFactory.parseResources("leadmetrics-streams.conf"))
            .withFallback(ConfigFactory.load())
            .resolve());
  }

  @AfterEach
  void stop() {
    two.shutdownTestKit();
    one.shutdownTestKit();
  }

  @Test
  void everyNodeHearsOfAChangeAndTheOneThatMadeItAtOnce() {
    var here = heard(one);
    var there = heard(two);
    var seed = Cluster.get(one.system());
    seed.manager().tell(Join.create(seed.selfMember().address()));
    Cluster.get(two.system()).manager().tell(Join.create(seed.selfMember().address()));
    var news = Invalidations.of(one.system());

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

  private static List<String> heard(ActorTestKit node) {
    var heard = new CopyOnWriteArrayList<String>();
    Invalidations.of(node.system()).subscribe("channel", heard::add);
    return heard;
  }
}
