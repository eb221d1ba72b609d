package ai.leadmetrics.protocol.inbox;

import org.jspecify.annotations.Nullable;

/**
 * By which way an answer reaches a person, where it is not the conversation's own channel.
 *
 * @param address there
 * @param template what an answer is put into; absent where it goes as it is, and for what was sent
 */
public record ReplyWay(ChannelKind kind, String address, @Nullable ReplyTemplate template) {}
