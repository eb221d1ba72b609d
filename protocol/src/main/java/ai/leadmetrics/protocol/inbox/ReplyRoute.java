package ai.leadmetrics.protocol.inbox;

import ai.leadmetrics.protocol.kit.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer goes when the channel that a message came by, a web form, carries none itself.
 *
 * @param channel by which it is sent; the form's own for e-mail
 * @param kind WhatsApp or e-mail
 * @param address of the person there
 * @param template what the answer is put into where the provider takes no free text
 */
public record ReplyRoute(
    EntityId channel, ChannelKind kind, String address, @Nullable ReplyTemplate template) {
  public ReplyRoute(EntityId channel, ChannelKind kind, String address) {
    this(channel, kind, address, null);
  }
}
