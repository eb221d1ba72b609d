package ai.leadmetrics.streams.connect.whatsapp;

import static ai.leadmetrics.streams.connect.whatsapp.Persons.text;

import ai.leadmetrics.protocol.inbox.DeliveryStatus;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.StatusUpdate;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Element.Unused;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads {@code statuses[]}: what became of messages of ours. */
final class Statuses {
  private static final int MAX_ERROR = 500;

  private Statuses() {}

  static Element read(JsonNode node, Envelope envelope, Instant receivedAt) {
    if (!node.isObject()) {
      return new Unreadable("wrong_shape", "A status is no object.");
    }
    var id = Persons.id(node);
    if (id == null) {
      return new Unreadable("no_id", "A status does not say of which message.");
    }
    if (envelope.phoneNumberId() == null) {
      return new Unreadable("no_phone_number_id", "Nothing says which number sent the message.");
    }
    var said = text(node, "status");
    if (said == null) {
      return new Unreadable("no_status", "A status does not say which.");
    }
    var status = status(said);
    if (status == null) {
      // Such as "played" of a voice message: providers add to them, and no reply depends on one.
      return new Unused("status");
    }
    var contact = envelope.contactOf(node);
    var identifiers =
        Persons.identifiers(
            text(node, "recipient_id"),
            text(node, "recipient_user_id"),
            text(contact, "wa_id"),
            text(contact, "user_id"));
    if (identifiers.isEmpty()) {
      return new Unreadable("no_recipient", "A status does not say to whom.");
    }
    var errors = node.path("errors");
    var ours = CallbackData.read(text(node, "biz_opaque_callback_data"));
    return new StatusUpdate(
        identifiers,
        id,
        ours == null ? null : ours.conversation(),
        ours == null ? null : ours.message(),
        status,
        errors.isEmpty() ? null : describe(errors.get(0)),
        Persons.at(node, receivedAt),
        envelope.phoneNumberId());
  }

  /** An error of the provider in one line: its code, title and details. */
  static String describe(JsonNode error) {
    var text = new StringBuilder(error.path("code").asText("error"));
    var title = text(error, "title");
    var message = text(error, "message");
    var details = text(error.path("error_data"), "details");
    if (title != null) {
      text.append(' ').append(title);
    }
    if (message != null && !message.equals(title)) {
      text.append(title == null ? " " : ": ").append(message);
    }
    if (details != null && !details.equals(message)) {
      text.append(" – ").append(details);
    }
    return Texts.line(text.toString(), MAX_ERROR);
  }

  private static @Nullable DeliveryStatus status(String status) {
    return switch (status) {
      case "sent" -> DeliveryStatus.SENT;
      case "delivered" -> DeliveryStatus.DELIVERED;
      case "read" -> DeliveryStatus.READ;
      case "failed" -> DeliveryStatus.FAILED;
      default -> null;
    };
  }
}
