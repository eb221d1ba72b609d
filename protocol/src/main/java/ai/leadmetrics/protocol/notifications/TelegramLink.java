package ai.leadmetrics.protocol.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's chat with the platform's bot.
 *
 * @param bot its name at Telegram; absent where there is none
 * @param linkedAs what its owner is called there; absent where no chat is linked
 */
public record TelegramLink(@Nullable String bot, @Nullable String linkedAs) {

  /**
   * Links the chat of whoever shows it to the bot, once.
   *
   * @param url opens the chat and shows it
   */
  public record Code(String code, String url, Instant expiresAt) {
    @Override
    public String toString() {
      return "code until " + expiresAt;
    }
  }
}
