package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.Author;
import ai.leadmetrics.protocol.inbox.DeliveryStatus;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Revision;
import ai.leadmetrics.protocol.inbox.SpamReason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One thing a provider reported; a delivery carries any number of them. */
public sealed interface Element {
  /**
   * A person wrote.
   *
   * @param identifiers all that is known of the person, the surest first; none where nothing that
   *     was given could be read
   * @param address where a reply goes, empty where none can go
   * @param route how the provider names the channel; absent when it is the endpoint's own
   * @param spam why it looks like spam; none where it does not
   */
  record InboundMessage(
      List<Identifier> identifiers,
      @Nullable String name,
      String address,
      String providerId,
      MessageContent content,
      MessageContext context,
      Instant sentAt,
      @Nullable String route,
      List<SpamReason> spam)
      implements Element {
    public InboundMessage {
      identifiers = List.copyOf(identifiers);
      spam = List.copyOf(spam);
    }

    public InboundMessage(
        List<Identifier> identifiers,
        @Nullable String name,
        String address,
        String providerId,
        MessageContent content,
        MessageContext context,
        Instant sentAt,
        @Nullable String route) {
      this(identifiers, name, address, providerId, content, context, sentAt, route, List.of());
    }

    /** The same for every delivery of this message: the id of its command. */
    public String dedupeId() {
      return "in:" + providerId;
    }
  }

  /**
   * The team wrote in the provider's own app, past us.
   *
   * @param written the message; {@code identifiers} and {@code address} are those of whom it went
   *     to
   */
  record Echo(InboundMessage written) implements Element {
    /** The same for every delivery of this message: the id of its command. */
    public String dedupeId() {
      return "echo:" + written.providerId();
    }
  }

  /**
   * Somebody reacted to, edited or deleted a message.
   *
   * @param identifiers of the customer of the conversation, also where the business did it
   * @param providerId of the notice itself
   * @param target the provider's id of the message concerned
   */
  record Revised(
      List<Identifier> identifiers,
      String providerId,
      String target,
      Author by,
      Revision revision,
      Instant at,
      @Nullable String route)
      implements Element {
    public Revised {
      identifiers = List.copyOf(identifiers);
    }

    /** The same for every delivery of this notice: the id of its command. */
    public String dedupeId() {
      return "rev:" + providerId;
    }
  }

  /**
   * A person goes by another number from now on.
   *
   * @param notice the line for the thread; its {@code identifiers} are the old ones
   * @param replacement the new number
   * @param address where a reply goes from now on
   */
  record NumberChanged(InboundMessage notice, Identifier replacement, String address)
      implements Element {
    /** The old number; absent where the notice names none. */
    public @Nullable Identifier from() {
      return notice.identifiers().stream()
          .filter(identifier -> identifier.kind() == Identifier.Kind.PHONE)
          .findFirst()
          .orElse(null);
    }

    /** The notice as one of the person under the new number. */
    public InboundMessage moved() {
      return new InboundMessage(
          List.of(replacement),
          notice.name(),
          address,
          notice.providerId(),
          notice.content(),
          notice.context(),
          notice.sentAt(),
          notice.route());
    }
  }

  /**
   * Something became of a message of ours.
   *
   * @param conversation local id of its conversation, where the provider echoes that
   * @param message our own id of it, where the provider echoes that
   */
  record StatusUpdate(
      List<Identifier> identifiers,
      String providerId,
      @Nullable String conversation,
      @Nullable String message,
      DeliveryStatus status,
      @Nullable String error,
      Instant at,
      @Nullable String route)
      implements Element {
    public StatusUpdate {
      identifiers = List.copyOf(identifiers);
    }

    /** The same for every delivery of this status: the id of its command. */
    public String dedupeId() {
      return "st:" + providerId + ':' + status.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A payment gateway reported something.
   *
   * @param ids names of the report: one that was acted on under any of them is a repetition
   * @param at when it happened, by the gateway's clock
   */
  record GatewayReport(List<String> ids, Instant at, GatewayFact fact) implements Element {
    public GatewayReport {
      ids = List.copyOf(ids);
    }
  }

  /**
   * Something that is known and that nothing here needs: it is counted and nothing else.
   *
   * @param what one of few names, for the metric
   */
  record Unused(String what) implements Element {}

  /**
   * Nothing we can act on; it goes to the dead letters.
   *
   * @param reason stable, in snake case
   */
  record Unreadable(String reason, String detail) implements Element {}
}
