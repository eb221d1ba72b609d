package ai.leadmetrics.streams.kit;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How every client of the broker encrypts and says who it is: {@code leadmetrics.kafka.security}.
 */
final class KafkaSecurity {
  private KafkaSecurity() {}

  /** Properties for producers, consumers and administration alike. */
  static Map<String, String> properties(Config kafka) {
    var security = kafka.getConfig("security");
    var properties = new LinkedHashMap<String, String>();
    var protocol = security.getString("protocol");
    properties.put("security.protocol", protocol);
    if (protocol.startsWith("SASL_")) {
      var mechanism = security.getString("sasl.mechanism");
      properties.put("sasl.mechanism", mechanism);
      properties.put(
          "sasl.jaas.config",
          "%s required username=%s password=%s;"
              .formatted(
                  module(mechanism),
                  quoted(security.getString("sasl.user")),
                  quoted(security.getString("sasl.password"))));
    }
    if (protocol.endsWith("SSL")) {
      store(properties, "ssl.truststore", security.getString("tls.ca"));
      store(properties, "ssl.keystore", security.getString("tls.certificate"));
    }
    return properties;
  }

  private static String module(String mechanism) {
    return switch (mechanism) {
      case "PLAIN" -> "org.apache.kafka.common.security.plain.PlainLoginModule";
      case "SCRAM-SHA-256", "SCRAM-SHA-512" ->
          "org.apache.kafka.common.security.scram.ScramLoginModule";
      default ->
          throw new IllegalArgumentException(
              "leadmetrics.kafka.security.sasl.mechanism is PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512,"
                  + " not "
                  + mechanism);
    };
  }

  /** A value of a JAAS entry: nothing in a password ends it early. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static void store(Map<String, String> properties, String store, String file) {
    if (!file.isBlank()) {
      properties.put(store + ".type", "PEM");
      properties.put(store + ".location", file);
    }
  }
}
