package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.notifications.QuietHours;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to be told, and how they want to be.
 *
 * @param digest whether mail that is not urgent waits for one summary a day
 * @param choices by type and channel, as {@code type/channel}; what is not there is the default
 */
record Person(
    String id,
    String email,
    String name,
    String language,
    ZoneId zone,
    @Nullable QuietHours quiet,
    boolean digest,
    LocalTime digestAt,
    Map<String, Boolean> choices) {

  boolean wants(String name, NoticeType type, String channel, boolean otherwise) {
    return (type.security() && type.channels().contains(channel))
        || choices.getOrDefault(name + '/' + channel, otherwise);
  }
}
