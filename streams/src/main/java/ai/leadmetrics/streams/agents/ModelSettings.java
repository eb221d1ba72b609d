package ai.leadmetrics.streams.agents;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One model as configured; empty texts stand for the provider's own defaults.
 *
 * @param requestsPerMinute 0 is no limit
 */
record ModelSettings(
    Provider provider,
    String name,
    String apiKey,
    String baseUrl,
    Duration timeout,
    Duration connectTimeout,
    int requestsPerMinute,
    boolean jsonSchema,
    int maxOutputTokens) {
  /** Who answers. */
  enum Provider {
    OFFLINE,
    ANTHROPIC,
    OPENAI,
    GEMINI,
    OLLAMA;

    boolean needsKey() {
      return this == ANTHROPIC || this == OPENAI || this == GEMINI;
    }
  }

  ModelSettings {
    if (provider.needsKey() && apiKey.isBlank()) {
      throw new IllegalArgumentException(
          "the model provider "
              + provider.name().toLowerCase(Locale.ROOT)
              + " needs an API key: set LEADMETRICS_AGENTS_API_KEY");
    }
  }

  /**
   * The model and its fallbacks, in the order in which they are asked.
   *
   * @param agents the section {@code leadmetrics.agents}
   */
  static List<ModelSettings> chain(Config agents) {
    var chain = new ArrayList<ModelSettings>();
    chain.add(of(agents.getConfig("model"), agents));
    for (var fallback : fallbacks(agents)) {
      chain.add(of(fallback.withFallback(agents.getConfig("model-defaults")), agents));
    }
    return List.copyOf(chain);
  }

  /** A list in a file, or the text of one in an environment variable. */
  private static List<? extends Config> fallbacks(Config agents) {
    return agents.getValue("fallbacks").valueType() == ConfigValueType.STRING
        ? ConfigFactory.parseString("list = " + agents.getString("fallbacks")).getConfigList("list")
        : agents.getConfigList("fallbacks");
  }

  private static ModelSettings of(Config model, Config agents) {
    var wire = model.getString("provider").toLowerCase(Locale.ROOT);
    var provider = provider(wire);
    var name = model.getString("name");
    return new ModelSettings(
        provider,
        name.isBlank() ? agents.getString("model-names." + wire) : name,
        model.getString("api-key").strip(),
        model.getString("base-url").strip(),
        model.getDuration("timeout"),
        model.getDuration("connect-timeout"),
        model.getInt("requests-per-minute"),
        jsonSchema(model.getString("json-schema"), provider),
        model.getInt("max-output-tokens"));
  }

  private static Provider provider(String wire) {
    try {
      return Provider.valueOf(wire.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "no model provider '" + wire + "': use offline, anthropic, openai, gemini or ollama", e);
    }
  }

  private static boolean jsonSchema(String setting, Provider provider) {
    return switch (setting) {
      case "on", "true" -> true;
      case "off", "false" -> false;
      case "auto" -> provider != Provider.ANTHROPIC && provider != Provider.OFFLINE;
      default -> throw new IllegalArgumentException("json-schema is on, off or auto");
    };
  }

  /** Without the key: settings end up in logs. */
  @Override
  public String toString() {
    return provider + " " + name + (baseUrl.isEmpty() ? "" : " at " + baseUrl);
  }
}
