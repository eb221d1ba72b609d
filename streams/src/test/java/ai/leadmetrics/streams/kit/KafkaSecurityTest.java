package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.Test;

class KafkaSecurityTest {
  private static Config kafka(Map<String, ?> security) {
    var settings = new HashMap<String, Object>();
    security.forEach((key, value) -> settings.put("leadmetrics.kafka.security." + key, value));
    return ConfigFactory.parseMap(settings)
        .withFallback(ConfigFactory.parseResources("leadmetrics-kafka.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  private static Map<String, String> properties(Map<String, ?> security) {
    return KafkaSecurity.properties(kafka(security).getConfig("leadmetrics.kafka"));
  }

  @Test
  void nothingIsSaidInTheClear() {
    assertThat(properties(Map.of())).containsExactly(Map.entry("security.protocol", "PLAINTEXT"));
  }

  @Test
  void tlsBelievesTheNamedAuthorityAndShowsOurCertificate() {
    assertThat(
            properties(
                Map.of(
                    "protocol", "SSL", "tls.ca", "/etc/ca.pem", "tls.certificate", "/etc/us.pem")))
        .containsEntry("security.protocol", "SSL")
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.truststore.location", "/etc/ca.pem")
        .containsEntry("ssl.keystore.type", "PEM")
        .containsEntry("ssl.keystore.location", "/etc/us.pem")
        .doesNotContainKey("sasl.mechanism");
  }

  /** Read by Kafka's own parser: what is in a password neither ends it nor adds an option. */
  @Test
  void passwordsReachTheLoginAsTheyAre() {
    var password = "a\"; x=\"\\b' ü";
    for (var mechanism : new String[] {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"}) {
      var properties =
          properties(
              Map.of(
                  "protocol",
                  "SASL_SSL",
                  "sasl.mechanism",
                  mechanism,
                  "sasl.user",
                  "node",
                  "sasl.password",
                  password));
      assertThat(properties).containsEntry("sasl.mechanism", mechanism);
      var jaas =
          JaasContext.loadClientContext(
              Map.of("sasl.jaas.config", new Password(properties.get("sasl.jaas.config"))));
      assertThat(jaas.configurationEntries()).hasSize(1);
      var options = jaas.configurationEntries().getFirst().getOptions();
      assertThat(options).hasSize(2);
      assertThat(options.get("username")).isEqualTo("node");
      assertThat(options.get("password")).isEqualTo(password);
    }
  }

  @Test
  void anUnknownMechanismIsRefused() {
    var settings = Map.of("protocol", "SASL_SSL", "sasl.mechanism", "GSSAPI");
    assertThatThrownBy(() -> properties(settings)).hasMessageContaining("SCRAM-SHA-512");
  }

  @Test
  void producersAndConsumersAreGivenThem() {
    var config =
        kafka(Map.of("protocol", "SASL_PLAINTEXT", "sasl.user", "node", "sasl.password", "x"));
    var kit = ActorTestKit.create("kafka-security-test", config);
    try {
      var kafka = Kafka.open(kit.system());
      for (var properties :
          new Map<?, ?>[] {
            kafka.producerSettings().getProperties(),
            kafka.consumerSettings("group").getProperties(),
            kafka.connection()
          }) {
        assertThat(properties.get("security.protocol")).isEqualTo("SASL_PLAINTEXT");
        assertThat(properties.get("sasl.mechanism")).isEqualTo("SCRAM-SHA-512");
        assertThat((String) properties.get("sasl.jaas.config")).contains("ScramLoginModule");
        assertThat(properties.get("bootstrap.servers")).isEqualTo(kafka.bootstrap());
      }
      kafka.close();
    } finally {
      kit.shutdownTestKit();
    }
  }
}
