package ai.leadmetrics.streams.connect.whatsapp;

import static ai.leadmetrics.streams.connect.whatsapp.Persons.text;

import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads {@code messages[]}: whatever a person sends becomes text that a person can read. */
final class Messages {
  private static final int MAX_NAME = 200;
  private static final int MAX_TYPE = 40;

  private Messages() {}

  static Element read(JsonNode node, Envelope envelope, Instant receivedAt) {
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
    var from = text(node, "from");
    var identifiers =
        Persons.identifiers(
            from, text(node, "from_user_id"), text(contact, "wa_id"), text(contact, "user_id"));
    if (identifiers.isEmpty()) {
      return new Unreadable("no_sender", "Nothing says who wrote a message.");
    }
    var content = content(node);
    if (content == null) {
      return new Unreadable("wrong_shape", "A text message has no text.");
    }
    var name = contact == null ? null : text(contact.path("profile"), "name");
    return new InboundMessage(
        identifiers,
        Texts.name(name, MAX_NAME),
        address(from, identifiers.getFirst().value()),
        id,
        content.kind(),
        Texts.message(content.text()),
        Persons.at(node, receivedAt),
        envelope.phoneNumberId());
  }

  /** Where a reply goes: as the provider wrote it, or else the surest identifier. */
  private static String address(@Nullable String from, String surest) {
    return from != null && !from.isBlank()
        ? Texts.clean(from)
        : surest.startsWith("+") ? surest.substring(1) : surest;
  }

  private record Content(String kind, String text) {}

  private static @Nullable Content content(JsonNode node) {
    var type = text(node, "type");
    var known = type == null ? "text" : type;
    var body = node.path(known);
    return switch (known) {
      case "text" -> plain(known, text(body, "body"));
      case "button" -> plain(known, text(body, "text"));
      case "image", "video", "audio", "sticker", "voice" ->
          new Content(known, join("[" + known + "]", text(body, "caption")));
      case "document" ->
          new Content(known, join("[document]", text(body, "filename"), text(body, "caption")));
      case "location" -> new Content(known, join("[location]", place(body)));
      case "contacts" -> new Content(known, join("[contacts]", names(body)));
      case "interactive" -> new Content(known, join(chosen(body)));
      case "reaction" -> {
        var emoji = text(body, "emoji");
        yield new Content(
            known, emoji == null || emoji.isEmpty() ? "[reaction removed]" : "[reaction] " + emoji);
      }
      case "order" ->
          new Content(
              known,
              join("[order]", body.path("product_items").size() + " products", text(body, "text")));
      case "system" -> new Content(known, join("[system]", text(body, "body")));
      default -> unsupported(node, known);
    };
  }

  private static @Nullable Content plain(String kind, @Nullable String text) {
    return text == null ? null : new Content(kind, text);
  }

  /** A type we do not know still comes from a person: somebody should see that they wrote. */
  private static Content unsupported(JsonNode node, String type) {
    var body = node.path(type);
    var readable =
        Stream.of("body", "caption", "text", "title", "name")
            .map(field -> text(body, field))
            .filter(value -> value != null && !value.isBlank())
            .findFirst()
            .orElse(null);
    var errors = node.path("errors");
    return new Content(
        "unsupported",
        join(
            "[" + Texts.line(type, MAX_TYPE) + "]",
            readable,
            errors.isEmpty() ? null : Statuses.describe(errors.get(0))));
  }

  private static String place(JsonNode location) {
    var where = join(text(location, "name"), text(location, "address"));
    var latitude = location.path("latitude");
    var longitude = location.path("longitude");
    return latitude.isNumber() && longitude.isNumber()
        ? join(where, "(" + latitude.asText() + ", " + longitude.asText() + ")")
        : where;
  }

  private static String names(JsonNode contacts) {
    return StreamSupport.stream(contacts.spliterator(), false)
        .map(
            contact ->
                join(
                    text(contact.path("name"), "formatted_name"),
                    text(contact.path("phones").path(0), "phone")))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String chosen(JsonNode interactive) {
    for (var reply : new String[] {"button_reply", "list_reply"}) {
      var title = text(interactive.path(reply), "title");
      if (title != null) {
        return join(title, text(interactive.path(reply), "description"));
      }
    }
    return join(
        "[" + interactive.path("type").asText("interactive") + "]",
        text(interactive.path("nfm_reply"), "body"));
  }

  private static String join(@Nullable String... parts) {
    return Stream.of(parts)
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining(" "));
  }
}
