package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element.Echo;
import ai.leadmetrics.streams.kit.Element.GatewayReport;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.NumberChanged;
import ai.leadmetrics.streams.kit.Element.Revised;
import ai.leadmetrics.streams.kit.Element.StatusUpdate;
import org.jspecify.annotations.Nullable;

/** What is to be done about an element of a delivery. */
sealed interface Work {
  /** Something for an entity: work of one key is done in the order in which it came. */
  sealed interface Ordered extends Work {
    String key();
  }

  /**
   * A message that belongs into a conversation.
   *
   * @param moved where the message is the notice that a number was changed
   */
  record Receive(
      InboundMessage message,
      ConnectedChannel channel,
      EntityId contact,
      @Nullable NumberChanged moved)
      implements Ordered {
    EntityId conversation() {
      return between(channel, contact);
    }

    @Override
    public String key() {
      return conversation().key();
    }
  }

  /** A message that the team wrote past us. */
  record Overhear(Echo echo, ConnectedChannel channel, EntityId contact) implements Ordered {
    EntityId conversation() {
      return between(channel, contact);
    }

    @Override
    public String key() {
      return conversation().key();
    }
  }

  /** Something was done to a message in a conversation. */
  record Revise(Revised revised, EntityId conversation) implements Ordered {
    @Override
    public String key() {
      return conversation.key();
    }
  }

  /** A status of a message in a conversation. */
  record Report(StatusUpdate status, EntityId conversation) implements Ordered {
    @Override
    public String key() {
      return conversation.key();
    }
  }

  /** Money moved, or did not: reports of an endpoint are few, and they concern each other. */
  record Settle(GatewayReport report, String endpoint) implements Ordered {
    @Override
    public String key() {
      return endpoint;
    }
  }

  /** There is nothing to do. */
  record Nothing(Result result) implements Work {}

  static Work bury(String reason, String detail) {
    return new Nothing(new Result.Dead(reason, detail));
  }

  static Work ignore(String outcome) {
    return new Nothing(new Result.Done(outcome));
  }

  static EntityId between(ConnectedChannel channel, EntityId contact) {
    return EntityId.derived(
        contact.tenant(), Kind.CONVERSATION, channel.id().local(), contact.local());
  }
}
