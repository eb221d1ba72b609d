package ai.leadmetrics.cluster;

import ai.leadmetrics.cluster.embedded.EmbeddedPostgres;
import ai.leadmetrics.cluster.embedded.StartupException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a node: the files of all modules, a file of the operator, the environment. */
public final class NodeConfig {
  private static final String FILE = "LEADMETRICS_CONFIG";

  private NodeConfig() {}

  /** The settings of this process. */
  public static Config load() {
    return load(Map.of());
  }

  /** The settings of this process with some replaced, as tests do. */
  public static Config load(Map<String, ?> replaced) {
    Config files = layers(ConfigFactory.parseMap(replaced));
    Config plain = files.resolve();
    Config derived = ConfigFactory.parseMap(derived(plain));
    return derived.withFallback(files).resolve();
  }

  private static Config layers(Config replaced) {
    return ConfigFactory.systemProperties()
        .withFallback(replaced)
        .withFallback(operatorsFile(System.getenv(FILE)))
        .withFallback(ConfigFactory.parseResources("application.conf"))
        .withFallback(ConfigFactory.defaultReferenceUnresolved());
  }

  private static Config operatorsFile(@Nullable String file) {
    return file == null || file.isBlank()
        ? ConfigFactory.empty()
        : ConfigFactory.parseFile(
            Path.of(file).toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
  }

  /**
   * What follows from other settings: addresses of embedded services, lists from the environment.
   */
  private static Map<String, Object> derived(Config plain) {
    var derived = new HashMap<String, Object>();
    for (String path : List.of("leadmetrics.roles", "leadmetrics.cluster.seed-nodes")) {
      derived.put(path, ConfigValueFactory.fromIterable(strings(plain, path)));
    }
    Config embedded = plain.getConfig("leadmetrics.embedded");
    if (embedded.getBoolean("postgres.enabled")) {
      derived.put(
          "leadmetrics.database.url",
          "jdbc:postgresql://127.0.0.1:%d/%s"
              .formatted(
                  embedded.getInt("postgres.port"), embedded.getString("postgres.database")));
      EmbeddedPostgres.settings(Path.of(plain.getString("leadmetrics.data-directory")))
          .entrySet()
          .forEach(setting -> derived.put(setting.getKey(), setting.getValue()));
    }
    if (embedded.getBoolean("kafka.enabled")) {
      derived.put("leadmetrics.kafka.bootstrap", "127.0.0.1:" + embedded.getInt("kafka.port"));
      derived.put("leadmetrics.kafka.security.protocol", "PLAINTEXT");
    }
    if (plain.getBoolean("leadmetrics.cluster.tls.enabled")) {
      derived.putAll(encryptedCluster(plain.getConfig("leadmetrics.cluster.tls")));
    }
    if (plain.getBoolean("leadmetrics.sandbox.enabled")) {
      derived.put("leadmetrics.whatsapp.graph-url", sandboxUrl(plain));
      derived.put("leadmetrics.razorpay.api-url", sandboxUrl(plain));
      derived.put(
          "leadmetrics.razorpay.checkout-script", sandboxUrl(plain) + "/razorpay/checkout.js");
      derived.put("leadmetrics.razorpay.checkout-frame", sandboxUrl(plain));
      derived.put("leadmetrics.zoho.api-url", sandboxUrl(plain));
      derived.put("leadmetrics.zoho.accounts-url", sandboxUrl(plain));
      derived.put("leadmetrics.mail.host", "127.0.0.1");
      derived.put("leadmetrics.mail.port", plain.getInt("leadmetrics.sandbox.smtp-port"));
      derived.put("leadmetrics.mail.tls", "none");
      derived.put("leadmetrics.mail.user", "");
      derived.putAll(simulatedIssuers(plain));
      derived.putAll(simulatedMessengers(plain));
    }
    return derived;
  }

  /** TLS in both directions: a node without a certificate of the same authority is not let in. */
  private static Map<String, Object> encryptedCluster(Config tls) {
    var artery = "pekko.remote.artery.";
    var engine = artery + "ssl.rotating-keys-engine.";
    return Map.of(
        artery + "transport",
        "tls-tcp",
        artery + "ssl.ssl-engine-provider",
        "org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider",
        engine + "key-file",
        tls.getString("key"),
        engine + "cert-file",
        tls.getString("certificate"),
        engine + "ca-cert-file",
        tls.getString("ca"));
  }

  /**
   * Whether the cluster's port is open to a network without TLS: any host that can connect to it
   * can then send this node the messages of another node.
   */
  static boolean isClusterExposed(Config config) {
    var host = config.getString("leadmetrics.cluster.host");
    boolean local =
        host.equals("localhost")
            || host.startsWith("127.")
            || host.equals("::1")
            || host.equals("[::1]");
    return !local && !config.getBoolean("leadmetrics.cluster.tls.enabled");
  }

  /** Those without a client id of their own. */
  private static Map<String, Object> simulatedIssuers(Config plain) {
    var derived = new HashMap<String, Object>();
    Config providers = plain.getConfig("leadmetrics.auth.providers");
    for (String provider : providers.getStringList("order")) {
      if (providers.getString(provider + ".client-id").isBlank()) {
        var path = "leadmetrics.auth.providers." + provider;
        derived.put(path + ".issuer", sandboxUrl(plain) + "/oidc/" + provider);
        derived.put(path + ".client-id", "sandbox");
        derived.put(path + ".client-secret", "sandbox-secret");
        derived.put(path + ".pkce", true);
        derived.put(path + ".nonce", true);
      }
    }
    return derived;
  }

  /**
   * The bot and the browsers' push service; with a token of one's own, Telegram is the real one.
   */
  private static Map<String, Object> simulatedMessengers(Config plain) {
    var derived = new HashMap<String, Object>();
    var notices = "leadmetrics.notices";
    if (plain.getString(notices + ".telegram.token").isBlank()) {
      derived.put(notices + ".telegram.token", "1:sandbox");
      derived.put(notices + ".telegram.bot", "sandbox_bot");
      derived.put(notices + ".telegram.api", sandboxUrl(plain));
    }
    var services = new ArrayList<>(plain.getStringList(notices + ".push.services"));
    services.add(sandboxUrl(plain) + "/push/");
    derived.put(notices + ".push.services", ConfigValueFactory.fromIterable(services));
    return derived;
  }

  /**
   * Refuses settings that would run, but not safely.
   *
   * @throws StartupException with the setting to change
   */
  static void check(Config config) {
    var url = config.getString("leadmetrics.http.public-url");
    if (config.getStringList("leadmetrics.roles").contains("http")
        && url.regionMatches(true, 0, "https:", 0, 6)
        && !config.getBoolean("leadmetrics.http.behind-proxy")) {
      throw new StartupException(
          "People open "
              + url
              + ", but the node is not told that a proxy ends TLS before it: cookies would not be"
              + " marked Secure, and everybody would count as one source.",
          "Set LEADMETRICS_HTTP_BEHIND_PROXY=true behind a proxy that sets X-Forwarded-For and"
              + " X-Forwarded-Proto itself, or an http: address as LEADMETRICS_PUBLIC_URL.");
    }
  }

  /** Where the sandbox listens, for those on this machine. */
  public static String sandboxUrl(Config config) {
    return "http://127.0.0.1:" + config.getInt("leadmetrics.sandbox.port");
  }

  /** A list, or a comma-separated text as an environment variable holds it. */
  private static List<String> strings(Config config, String path) {
    if (config.getValue(path).valueType() == ConfigValueType.LIST) {
      return config.getStringList(path);
    }
    return Arrays.stream(config.getString(path).split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
