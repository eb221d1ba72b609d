package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code biz_opaque_callback_data}: given with a message and told with each of its statuses. It
 * says which conversation a message belongs to, as an answer to a web form belongs to the form's.
 *
 * @param conversation local id
 */
record CallbackData(String conversation, String message) {
  private static final Pattern OURS =
      Pattern.compile(
          "(%s[A-Za-z0-9_-]{1,60})/(%s[A-Za-z0-9_-]{1,60})"
              .formatted(Kind.CONVERSATION.prefix(), Kind.MESSAGE.prefix()));

  static String of(OutgoingMessage message) {
    return message.conversation().local() + '/' + message.message();
  }

  /** Null where somebody else sent the message. */
  static @Nullable CallbackData read(@Nullable String text) {
    var matcher = OURS.matcher(text == null ? "" : text);
    return matcher.matches() ? new CallbackData(matcher.group(1), matcher.group(2)) : null;
  }
}
