package ai.leadmetrics.protocol.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something its reader was told of.
 *
 * @param type name of the kind of notice, for example {@code conversation-waiting}
 * @param link path within the portal
 * @param readAt absent as long as it is unread
 */
public record Notification(
    String id,
    String type,
    String title,
    String body,
    String link,
    Instant at,
    @Nullable Instant readAt) {}
