package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.crm.ContactDirectory;
import ai.leadmetrics.streams.kit.Channels;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.Echo;
import ai.leadmetrics.streams.kit.Element.GatewayReport;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.NumberChanged;
import ai.leadmetrics.streams.kit.Element.Revised;
import ai.leadmetrics.streams.kit.Element.StatusUpdate;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Element.Unused;
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
  CompletionStage<Work> address(Delivery delivery, Element element) {
    try {
      return addressed(delivery, element);
    } catch (RuntimeException e) {
      // It would fail the same way for ever, and hold up all that comes after it.
      LOG.error("an element of {} could not be addressed", delivery.source().name(), e);
      return done(Work.bury("failed", "Finding out whom it concerns failed."));
    }
  }

  private CompletionStage<Work> addressed(Delivery delivery, Element element) {
    return switch (element) {
      case Unreadable(var reason, var detail) -> done(Work.bury(reason, detail));
      case Unused _ -> done(Work.ignore("unused"));
      case InboundMessage message when message.content() instanceof SystemNotice ->
          routed(delivery, message.route(), channel -> note(message, channel));
      case InboundMessage message ->
          routed(delivery, message.route(), channel -> receive(message, channel));
      case Echo echo ->
          routed(delivery, echo.written().route(), channel -> overhear(echo, channel));
      case Revised revised ->
          routed(delivery, revised.route(), channel -> revise(revised, channel));
      case NumberChanged changed ->
          routed(delivery, changed.notice().route(), channel -> move(changed, channel));
      case StatusUpdate status ->
          routed(delivery, status.route(), channel -> report(status, channel));
      case GatewayReport report -> done(new Work.Settle(report, delivery.endpoint()));
    };
  }

  private CompletionStage<Work> receive(InboundMessage message, ConnectedChannel channel) {
    return contact(message, channel)
        .thenApply(contact -> new Work.Receive(message, channel, contact, null));
  }

  private CompletionStage<Work> overhear(Echo echo, ConnectedChannel channel) {
    return contacts
        .resolve(channel.tenant(), echo.written().identifiers(), echo.written().name())
        .thenApply(contact -> new Work.Overhear(echo, channel, contact));
  }

  private CompletionStage<Work> revise(Revised revised, ConnectedChannel channel) {
    return contacts
        .resolve(channel.tenant(), revised.identifiers(), null)
        .thenApply(contact -> new Work.Revise(revised, Work.between(channel, contact)));
  }

  /** A notice about somebody makes nobody known. */
  private CompletionStage<Work> note(InboundMessage notice, ConnectedChannel channel) {
    return contacts
        .find(channel.tenant(), notice.identifiers())
        .thenApply(contact -> noted(notice, channel, contact, null));
  }

  private static Work noted(
      InboundMessage notice,
      ConnectedChannel channel,
      Optional<EntityId> contact,
      @Nullable NumberChanged changed) {
    return contact
        .<Work>map(known -> new Work.Receive(notice, channel, known, changed))
        .orElseGet(() -> Work.ignore("ignored"));
  }

  /** The conversation goes on, at the new number. */
  private CompletionStage<Work> move(NumberChanged changed, ConnectedChannel channel) {
    var from = changed.from();
    return from == null
        ? note(changed.moved(), channel)
        : contacts
            .move(channel.tenant(), from, changed.replacement())
            .thenApply(contact -> noted(changed.moved(), channel, contact, changed));
  }

  /** Somebody of whom nothing could be read to tell them from others is a contact of their own. */
  private CompletionStage<EntityId> contact(InboundMessage message, ConnectedChannel channel) {
    return message.identifiers().isEmpty()
        ? done(
            EntityId.derived(
                channel.tenant(), Kind.CONTACT, channel.id().local(), message.providerId()))
        : contacts.resolve(channel.tenant(), message.identifiers(), message.name());
  }

  /** A number may be used elsewhere as well: statuses of what others sent are none of ours. */
  private CompletionStage<Work> report(StatusUpdate status, ConnectedChannel channel) {
    var conversation = status.conversation();
    if (conversation != null) {
      return done(new Work.Report(status, new EntityId(channel.tenant(), conversation)));
    }
    return contacts
        .find(channel.tenant(), status.identifiers())
        .thenApply(
            contact ->
                contact
                    .<Work>map(known -> new Work.Report(status, Work.between(channel, known)))
                    .orElseGet(() -> Work.ignore("not_ours")));
  }

  private CompletionStage<Work> routed(
      Delivery delivery,
      @Nullable String route,
      Function<ConnectedChannel, CompletionStage<Work>> then) {
    return channel(delivery, route)
        .thenCompose(
            channel ->
                channel
                    .map(then)
                    .orElseGet(
                        () ->
                            done(
                                Work.bury(
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
