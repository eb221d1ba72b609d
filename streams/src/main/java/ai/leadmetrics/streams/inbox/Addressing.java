package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.crm.ContactDirectory;
import ai.leadmetrics.streams.inbox.Delivery.Piece;
import ai.leadmetrics.streams.kit.Channels;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element.Echo;
import ai.leadmetrics.streams.kit.Element.GatewayReport;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.NumberChanged;
import ai.leadmetrics.streams.kit.Element.Revised;
import ai.leadmetrics.streams.kit.Element.StatusUpdate;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the channel and the person that an element is about. */
final class Addressing {
  private static final Logger LOG = LoggerFactory.getLogger(Addressing.class);

  private final Channels channels;
  private final ContactDirectory contacts;

  Addressing(Channels channels, ContactDirectory contacts) {
    this.channels = channels;
    this.contacts = contacts;
  }

  /** Fails only when the database cannot be asked. */
  <O> CompletionStage<Work<O>> address(Piece<O> piece) {
    try {
      return addressed(piece);
    } catch (RuntimeException e) {
      // It would fail the same way for ever, and hold up all that comes after it.
      LOG.error("an element of {} could not be addressed", piece.delivery().source().name(), e);
      return done(new Work.Bury<>(piece, "failed", "Acting on it failed: " + e.getClass()));
    }
  }

  private <O> CompletionStage<Work<O>> addressed(Piece<O> piece) {
    return switch (piece.element()) {
      case Unreadable(var reason, var detail) -> done(new Work.Bury<>(piece, reason, detail));
      case InboundMessage message when message.content() instanceof SystemNotice ->
          routed(piece, message.route(), channel -> note(piece, message, channel));
      case InboundMessage message ->
          routed(piece, message.route(), channel -> receive(piece, message, channel));
      case Echo echo ->
          routed(piece, echo.written().route(), channel -> overhear(piece, echo, channel));
      case Revised revised ->
          routed(piece, revised.route(), channel -> revise(piece, revised, channel));
      case NumberChanged changed ->
          routed(piece, changed.notice().route(), channel -> move(piece, changed, channel));
      case StatusUpdate status ->
          routed(piece, status.route(), channel -> report(piece, status, channel));
      case GatewayReport report -> done(new Work.Settle<>(piece, report));
    };
  }

  private <O> CompletionStage<Work<O>> receive(
      Piece<O> piece, InboundMessage message, ConnectedChannel channel) {
    return contact(message, channel)
        .thenApply(contact -> new Work.Receive<>(piece, message, channel, contact));
  }

  private <O> CompletionStage<Work<O>> overhear(
      Piece<O> piece, Echo echo, ConnectedChannel channel) {
    return contacts
        .resolve(channel.tenant(), echo.written().identifiers(), echo.written().name())
        .thenApply(contact -> new Work.Overhear<>(piece, echo, channel, contact));
  }

  private <O> CompletionStage<Work<O>> revise(
      Piece<O> piece, Revised revised, ConnectedChannel channel) {
    return contacts
        .resolve(channel.tenant(), revised.identifiers(), null)
        .thenApply(contact -> new Work.Revise<>(piece, revised, Work.between(channel, contact)));
  }

  /** A notice about somebody makes nobody known. */
  private <O> CompletionStage<Work<O>> note(
      Piece<O> piece, InboundMessage notice, ConnectedChannel channel) {
    return contacts
        .find(channel.tenant(), notice.identifiers())
        .thenApply(contact -> noted(piece, notice, channel, contact));
  }

  private static <O> Work<O> noted(
      Piece<O> piece, InboundMessage notice, ConnectedChannel channel, Optional<EntityId> contact) {
    return contact
        .<Work<O>>map(known -> new Work.Receive<>(piece, notice, channel, known))
        .orElseGet(() -> new Work.Ignore<>(piece));
  }

  /** The conversation goes on, at the new number. */
  private <O> CompletionStage<Work<O>> move(
      Piece<O> piece, NumberChanged changed, ConnectedChannel channel) {
    var from = changed.from();
    return from == null
        ? note(piece, changed.moved(), channel)
        : contacts
            .move(channel.tenant(), from, changed.replacement())
            .thenApply(contact -> noted(piece, changed.moved(), channel, contact));
  }

  /** Somebody of whom nothing could be read to tell them from others is a contact of their own. */
  private CompletionStage<EntityId> contact(InboundMessage message, ConnectedChannel channel) {
    return message.identifiers().isEmpty()
        ? done(
            EntityId.derived(
                channel.tenant(), Kind.CONTACT, channel.id().local(), message.providerId()))
        : contacts.resolve(channel.tenant(), message.identifiers(), message.name());
  }

  private <O> CompletionStage<Work<O>> report(
      Piece<O> piece, StatusUpdate status, ConnectedChannel channel) {
    return contacts
        .find(channel.tenant(), status.identifiers())
        .thenApply(
            contact ->
                contact
                    .<Work<O>>map(
                        known -> new Work.Report<>(piece, status, Work.between(channel, known)))
                    .orElseGet(
                        () ->
                            new Work.Bury<>(
                                piece, "unknown_message", "Nobody here has this recipient.")));
  }

  private <O> CompletionStage<Work<O>> routed(
      Piece<O> piece,
      @Nullable String route,
      Function<ConnectedChannel, CompletionStage<Work<O>>> then) {
    return channel(piece.delivery(), route)
        .thenCompose(
            channel ->
                channel
                    .map(then)
                    .orElseGet(
                        () ->
                            done(
                                new Work.Bury<>(
                                    piece,
                                    "unknown_number",
                                    "The endpoint's tenant has no channel " + route + "."))));
  }

  /** The endpoint's own channel, or another one of the same tenant: never one of another tenant. */
  private CompletionStage<Optional<ConnectedChannel>> channel(
      Delivery delivery, @Nullable String route) {
    var own = delivery.channel();
    return own.isEmpty() || route == null || route.equals(own.get().externalId())
        ? done(own)
        : channels.byExternalId(own.get().tenant(), own.get().kind(), route);
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
