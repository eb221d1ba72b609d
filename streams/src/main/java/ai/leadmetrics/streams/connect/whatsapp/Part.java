package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A piece of a delivery, and where in it: the smallest that can be handled by itself. */
sealed interface Part {
  Element read(Instant receivedAt);

  /** A delivery with nothing but this. */
  JsonNode alone();

  /** One message, status or error. */
  record Item(JsonNode entry, JsonNode change, Envelope envelope, String list, JsonNode node)
      implements Part {
    @Override
    public Element read(Instant receivedAt) {
      return switch (list) {
        case "messages" -> Messages.read(node, envelope, receivedAt);
        case "message_echoes" -> Messages.echo(node, envelope, receivedAt);
        case "statuses" -> Statuses.read(node, envelope, receivedAt);
        default -> new Unreadable("provider_error", Statuses.describe(node));
      };
    }

    @Override
    public JsonNode alone() {
      var value = JsonNodeFactory.instance.objectNode();
      change
          .get("value")
          .properties()
          .forEach(
              field -> {
                if (!LISTS.contains(field.getKey()) && !field.getKey().equals("contacts")) {
                  value.set(field.getKey(), field.getValue());
                }
              });
      var contact = envelope.contactOf(node);
      if (contact != null) {
        value.putArray("contacts").add(contact);
      }
      value.putArray(list).add(node);
      var only = ((ObjectNode) change).objectNode();
      only.setAll((ObjectNode) change);
      only.set("value", value);
      return wrap(entry, only);
    }
  }

  /** Something of the wrong shape, or of a kind we do not know. */
  record Odd(JsonNode whole, Unreadable why) implements Part {
    @Override
    public Element read(Instant receivedAt) {
      return why;
    }

    @Override
    public JsonNode alone() {
      return whole;
    }
  }

  List<String> LISTS = List.of("messages", "message_echoes", "statuses", "errors");

  /** The fields of a subscription that carry elements for us. */
  Set<String> FIELDS = Set.of("messages", "smb_message_echoes");

  String OBJECT = "whatsapp_business_account";

  /** All parts of a delivery, in order; none is ever left out. */
  static List<Part> all(JsonNode root) {
    if (!OBJECT.equals(root.path("object").textValue()) || !root.path("entry").isArray()) {
      return List.of(
          new Odd(root, new Unreadable("wrong_shape", "This is no delivery of WhatsApp.")));
    }
    var parts = new ArrayList<Part>();
    for (var entry : root.get("entry")) {
      if (!entry.path("changes").isArray()) {
        parts.add(new Odd(wrap(entry), new Unreadable("wrong_shape", "An entry has no changes.")));
        continue;
      }
      for (var change : entry.get("changes")) {
        addChange(parts, entry, change);
      }
    }
    return parts;
  }

  private static void addChange(List<Part> parts, JsonNode entry, JsonNode change) {
    var value = change.path("value");
    if (!value.isObject()) {
      parts.add(odd(entry, change, "wrong_shape", "A change has no value."));
      return;
    }
    var field = change.path("field").asText("messages");
    if (!FIELDS.contains(field)) {
      parts.add(odd(entry, change, "unknown_field", "Nothing here reads changes of this field."));
      return;
    }
    var envelope = Envelope.of(value);
    boolean any = false;
    for (var list : LISTS) {
      var items = value.path(list);
      if (items.isArray()) {
        any = true;
        for (var item : items) {
          parts.add(new Item(entry, change, envelope, list, item));
        }
      } else if (!items.isMissingNode() && !items.isNull()) {
        any = true;
        parts.add(odd(entry, change, "wrong_shape", "Its " + list + " are no list."));
      }
    }
    if (!any) {
      parts.add(odd(entry, change, "unknown_element", "It has no messages, statuses or errors."));
    }
  }

  private static Odd odd(JsonNode entry, JsonNode change, String reason, String detail) {
    return new Odd(wrap(entry, change), new Unreadable(reason, detail));
  }

  private static JsonNode wrap(JsonNode entry, JsonNode change) {
    var only = JsonNodeFactory.instance.objectNode();
    only.setAll((ObjectNode) entry);
    only.putArray("changes").add(change);
    return wrap(only);
  }

  private static JsonNode wrap(JsonNode entry) {
    var delivery = JsonNodeFactory.instance.objectNode().put("object", OBJECT);
    delivery.putArray("entry").add(entry);
    return delivery;
  }
}
