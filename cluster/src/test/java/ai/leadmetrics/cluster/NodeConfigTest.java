package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.cluster.embedded.StartupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeConfigTest {
  @Test
  void embeddedServicesDecideTheirAddresses() {
    var config =
        NodeConfig.load(
            Map.of(
                "leadmetrics.embedded.postgres.port", 6543,
                "leadmetrics.embedded.kafka.port", 6544));

    assertThat(config.getString("leadmetrics.database.url"))
        .isEqualTo("jdbc:postgresql://127.0.0.1:6543/leadmetrics");
    assertThat(config.getString("pekko-persistence-jdbc.shared-databases.slick.db.url"))
        .isEqualTo(config.getString("leadmetrics.database.url"));
    assertThat(config.getString("leadmetrics.kafka.bootstrap")).isEqualTo("127.0.0.1:6544");
  }

  @Test
  void externalServicesAreUsedAsTheyAreNamed() {
    var config =
        NodeConfig.load(
            Map.of(
                "leadmetrics.embedded.postgres.enabled", false,
                "leadmetrics.embedded.kafka.enabled", false,
                "leadmetrics.sandbox.enabled", false,
                "leadmetrics.database.url", "jdbc:postgresql://db.example/x",
                "leadmetrics.kafka.bootstrap", "kafka.example:9092"));

    assertThat(config.getString("leadmetrics.database.url"))
        .isEqualTo("jdbc:postgresql://db.example/x");
    assertThat(config.getString("leadmetrics.kafka.bootstrap")).isEqualTo("kafka.example:9092");
    assertThat(config.getString("leadmetrics.whatsapp.graph-url"))
        .isEqualTo("https://graph.facebook.com");
  }

  /** F14 of the security review. */
  @Test
  void anEncryptedPublicAddressNeedsTheProxyThatEncrypts() {
    var https = Map.of("leadmetrics.http.public-url", "https://app.example.com");
    assertThatThrownBy(() -> NodeConfig.check(NodeConfig.load(https)))
        .isInstanceOfSatisfying(
            StartupException.class,
            refused -> assertThat(refused.advice()).contains("LEADMETRICS_HTTP_BEHIND_PROXY"));
    var proxied = new HashMap<String, Object>(https);
    proxied.put("leadmetrics.http.behind-proxy", true);
    assertThatCode(() -> NodeConfig.check(NodeConfig.load(proxied))).doesNotThrowAnyException();
    assertThatCode(() -> NodeConfig.check(NodeConfig.load())).doesNotThrowAnyException();
  }

  @Test
  void aClusterPortOnANetworkWithoutTlsIsWarnedOf() {
    assertThat(NodeConfig.isClusterExposed(NodeConfig.load())).isFalse();
    var open = Map.of("leadmetrics.cluster.host", "10.0.0.5");
    assertThat(NodeConfig.isClusterExposed(NodeConfig.load(open))).isTrue();
    var closed = new HashMap<String, Object>(open);
    closed.put("leadmetrics.cluster.tls.enabled", true);
    assertThat(NodeConfig.isClusterExposed(NodeConfig.load(closed))).isFalse();
    assertThat(NodeConfig.load(closed).getString("pekko.remote.artery.transport"))
        .isEqualTo("tls-tcp");
  }

  @Test
  void listsMayBeTextAsTheEnvironmentHoldsThem() {
    var config =
        NodeConfig.load(
            Map.of(
                "leadmetrics.roles", "http, ingest",
                "leadmetrics.cluster.seed-nodes", "a:1,b:2"));

    assertThat(config.getStringList("pekko.cluster.roles")).containsExactly("http", "ingest");
    assertThat(config.getStringList("leadmetrics.cluster.seed-nodes"))
        .containsExactly("a:1", "b:2");
  }

  @Test
  void everySettingsFileOfTheProductIsIncluded() throws IOException {
    var root = Path.of(Objects.requireNonNull(System.getProperty("leadmetrics.root")));
    var included =
        Files.readString(
            root.resolve("cluster/src/main/resources/application.conf"), StandardCharsets.UTF_8);

    for (String module : new String[] {"entities", "streams", "http", "cluster"}) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/resources"), 1)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .filteredOn(name -> name.matches("leadmetrics-.*\\.conf"))
            .allSatisfy(name -> assertThat(included).contains("include \"" + name + '"'));
      }
    }
  }
}
