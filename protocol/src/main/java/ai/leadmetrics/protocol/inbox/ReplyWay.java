package ai.leadmetrics.protocol.inbox;

/**
 * By which way an answer reaches a person, where it is not the conversation's own channel.
 *
 * @param address there
 */
public record ReplyWay(ChannelKind kind, String address) {}
