package ai.leadmetrics.streams.connect.whatsapp;

import static ai.leadmetrics.streams.connect.whatsapp.Contents.line;
import static ai.leadmetrics.streams.connect.whatsapp.Persons.text;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.Author;
import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice;
import ai.leadmetrics.protocol.inbox.Revision;
import ai.leadmetrics.streams.crm.PhoneNumbers;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.Echo;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.NumberChanged;
import ai.leadmetrics.streams.kit.Element.Revised;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code messages[]} and {@code message_echoes[]}. */
final class Messages {
  private static final int MAX_NAME = 200;
  private static final int MAX_ID = 300;

  private Messages() {}

  /** What a customer sent. */
  static Element read(JsonNode node, Envelope envelope, Instant receivedAt) {
    return read(node, envelope, receivedAt, Author.CUSTOMER, "from", "from_user_id");
  }

  /** What the team sent from the app on its phone. */
  static Element echo(JsonNode node, Envelope envelope, Instant receivedAt) {
    return read(node, envelope, receivedAt, Author.HUMAN, "to", "to_user_id");
  }

  /**
   * @param number the field with the customer's number
   * @param user the field with the customer's business-scoped user id
   */
  private static Element read(
      JsonNode node, Envelope envelope, Instant receivedAt, Author by, String number, String user) {
    if (!node.isObject()) {
      return new Unreadable("wrong_shape", "A message is no object.");
    }
    var id = Persons.id(node);
    if (id == null) {
      return new Unreadable("no_id", "A message has no usable id.");
    }
    if (envelope.phoneNumberId() == null) {
      return new Unreadable("no_phone_number_id", "Nothing says which number was written to.");
    }
    var contact = envelope.contactOf(node);
    var identifiers =
        Persons.identifiers(
            text(node, number), text(node, user), text(contact, "wa_id"), text(contact, "user_id"));
    if (identifiers.isEmpty()) {
      return new Unreadable("no_sender", "Nothing says whose message this is.");
    }
    var at = Persons.at(node, receivedAt);
    var revision = Revisions.of(node);
    if (revision != null) {
      return revision.target() == null || revision.revision() == null
          ? new Unreadable("no_target", "A change names no message or no new content.")
          : new Revised(
              identifiers,
              id,
              revision.target(),
              by,
              revision.revision(),
              at,
              envelope.phoneNumberId());
    }
    var content = Contents.of(node);
    if (content == null) {
      return new Unreadable("wrong_shape", "A text message has no text.");
    }
    var message =
        new InboundMessage(
            identifiers,
            Texts.name(Persons.name(contact, MAX_NAME), MAX_NAME),
            address(text(node, number), identifiers),
            id,
            content,
            Contexts.of(node),
            at,
            envelope.phoneNumberId());
    return by == Author.HUMAN ? new Echo(message) : received(message);
  }

  private static Element received(InboundMessage message) {
    return message.content() instanceof SystemNotice(var kind, _, _, var to)
            && kind == SystemNotice.Notice.NUMBER_CHANGED
            && to != null
        ? PhoneNumbers.international(to.startsWith("+") ? to.substring(1) : to)
            .<Element>map(number -> new NumberChanged(message, number, to))
            .orElse(message)
        : message;
  }

  /** Where a reply goes: as the provider wrote it, or else the surest identifier. */
  private static String address(@Nullable String from, List<Identifier> identifiers) {
    var surest = identifiers.getFirst();
    return surest.kind() == Identifier.Kind.PHONE && (from == null || !from.matches("\\+?\\d+"))
        ? surest.value().substring(1)
        : from != null && !from.isBlank() ? Texts.clean(from) : surest.value();
  }

  /** What was done to an earlier message, as far as it can be read. */
  private record Revisions(@Nullable String target, @Nullable Revision revision) {
    /** Absent when this is a message of its own. */
    static @Nullable Revisions of(JsonNode node) {
      var type = text(node, "type");
      return switch (type) {
        case "reaction" -> {
          var body = node.path(type);
          var emoji = line(body, "emoji", 40);
          yield new Revisions(line(body, "message_id", MAX_ID), new Revision.Reacted(emoji));
        }
        case "edit" -> {
          var body = node.path(type);
          var content = Contents.of(body.path("message"));
          yield new Revisions(
              line(body, "original_message_id", MAX_ID),
              content == null ? null : new Revision.Edited(content));
        }
        case "revoke" ->
            new Revisions(
                line(node.path(type), "original_message_id", MAX_ID), new Revision.Revoked());
        case null, default -> null;
      };
    }
  }
}
