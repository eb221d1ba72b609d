package ai.leadmetrics.protocol.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in the list of the inbox.
 *
 * @param name the customer's name, or their address where no name is known
 * @param unread customer messages that nobody of the team has seen
 * @param attention whether a person is needed, {@code attentionReason} why, and {@code priority}
 *     how soon
 * @param replyPending whether the AI is working on an answer
 * @param spam why it is kept apart as spam; absent where it is not
 */
public record ConversationSummary(
    String id,
    String contactId,
    @Nullable String leadId,
    String name,
    ChannelKind channel,
    String address,
    String lastText,
    Instant lastAt,
    Direction lastDirection,
    int unread,
    Owner owner,
    boolean attention,
    @Nullable String attentionReason,
    Priority priority,
    boolean replyPending,
    @Nullable Spam spam) {}
