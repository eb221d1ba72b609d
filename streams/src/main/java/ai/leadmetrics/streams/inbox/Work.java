package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.inbox.Delivery.Piece;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element.Echo;
import ai.leadmetrics.streams.kit.Element.GatewayReport;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.Revised;
import ai.leadmetrics.streams.kit.Element.StatusUpdate;

/** What is to be done about a piece of a delivery. */
sealed interface Work<O> {
  Piece<O> piece();

  /** Work of one key is done in the order it came. */
  String key();

  /** A message that belongs into a conversation. */
  record Receive<O>(
      Piece<O> piece, InboundMessage message, ConnectedChannel channel, EntityId contact)
      implements Work<O> {
    EntityId conversation() {
      return between(channel, contact);
    }

    @Override
    public String key() {
      return conversation().key();
    }
  }

  /** A message that the team wrote past us. */
  record Overhear<O>(Piece<O> piece, Echo echo, ConnectedChannel channel, EntityId contact)
      implements Work<O> {
    EntityId conversation() {
      return between(channel, contact);
    }

    @Override
    public String key() {
      return conversation().key();
    }
  }

  /** Something was done to a message in a conversation. */
  record Revise<O>(Piece<O> piece, Revised revised, EntityId conversation) implements Work<O> {
    @Override
    public String key() {
      return conversation.key();
    }
  }

  /** What is true and concerns nobody here. */
  record Ignore<O>(Piece<O> piece) implements Work<O> {
    @Override
    public String key() {
      return piece.delivery().id();
    }
  }

  /** A status of a message in a conversation. */
  record Report<O>(Piece<O> piece, StatusUpdate status, EntityId conversation) implements Work<O> {
    @Override
    public String key() {
      return conversation.key();
    }
  }

  /** Money moved, or did not. */
  record Settle<O>(Piece<O> piece, GatewayReport report) implements Work<O> {
    /** All in the order they came: there are few, and they concern each other. */
    @Override
    public String key() {
      return piece.delivery().endpoint();
    }
  }

  /** Nothing can be done. */
  record Bury<O>(Piece<O> piece, String reason, String detail) implements Work<O> {
    @Override
    public String key() {
      return piece.delivery().id();
    }
  }

  static EntityId between(ConnectedChannel channel, EntityId contact) {
    return EntityId.derived(
        contact.tenant(), Kind.CONVERSATION, channel.id().local(), contact.local());
  }
}
