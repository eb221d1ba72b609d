package ai.leadmetrics.streams.notifications;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;

/** {@code leadmetrics.notices.telegram}. */
record TelegramSettings(String token, String bot, URI api, Duration timeout, Duration code) {

  static TelegramSettings of(Config root) {
    var config = root.getConfig("leadmetrics.notices.telegram");
    return new TelegramSettings(
        config.getString("token").strip(),
        config.getString("bot").strip(),
        URI.create(config.getString("api").replaceAll("/+$", "")),
        config.getDuration("timeout"),
        config.getDuration("code"));
  }

  /** Without a token there is no bot, and nobody is offered one. */
  boolean isSet() {
    return !token.isEmpty() && !bot.isEmpty();
  }

  @Override
  public String toString() {
    return "Telegram by " + bot;
  }
}
