package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.Outbox.Claimed;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the bot write. Texts go without markup, so that nothing in them can become a link or more.
 */
final class TelegramCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(TelegramCarrier.class);

  private final TelegramApi api;
  private final Database database;
  private final String portal;

  TelegramCarrier(Platform platform, TelegramSettings settings) {
    api = new TelegramApi(settings);
    database = platform.database();
    portal = platform.config().getString("leadmetrics.http.public-url").replaceAll("/+$", "");
  }

  @Override
  public Result send(Claimed message) {
    // What waited for the end of the night is not for a chat that was unlinked meanwhile.
    if (!isLinked(message.to())) {
      return new Result.Refused("the chat is not linked any more", false);
    }
    return api.call(
        "sendMessage",
        Map.of(
            "chat_id",
            message.to(),
            "text",
            text(message.values()),
            "link_preview_options",
            Map.of("is_disabled", true)));
  }

  private boolean isLinked(String chat) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select exists (select from core.telegram_chat where chat = :chat)")
                    .bind("chat", chat)
                    .mapTo(Boolean.class)
                    .one());
  }

  private String text(Map<String, String> values) {
    var text = new StringBuilder(values.getOrDefault("title", ""));
    var body = values.getOrDefault("text", "");
    if (!body.isEmpty()) {
      text.append("\n\n").append(body);
    }
    var link = values.getOrDefault("link", "");
    if (!link.isEmpty()) {
      text.append("\n\n").append(portal).append(link);
    }
    return text.toString();
  }

  @Override
  public void forget(String chat, String why) {
    int forgotten =
        database
            .jdbi()
            .withHandle(
                handle -> handle.execute("delete from core.telegram_chat where chat = ?", chat));
    LOG.info("{} chat(s) are not written to any more: {}", forgotten, why);
  }
}
