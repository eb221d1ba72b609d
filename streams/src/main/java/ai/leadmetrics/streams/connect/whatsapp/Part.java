package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Element.Unused;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A piece of a delivery, and where in it: the smallest that can be handled by itself. */
sealed interface Part {
  Element read(Instant receivedAt);

  /** A delivery with nothing but this: of what is around it, only the fields that are read. */
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
      var value = Known.fields(change.get("value"), Known.OF_VALUE);
      var contact = envelope.contactOf(node);
      if (contact != null) {
        value.putArray("contacts").add(Known.fields(contact, Known.OF_CONTACT));
      }
      value.putArray(list).add(node);
      return wrap(entry, Known.fields(change, Known.OF_CHANGE).set("value", value));
    }
  }

  /** Something of the wrong shape, or of a kind that nothing here reads. */
  record Odd(JsonNode whole, Element why) implements Part {
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

  /**
   * Fields that an app may be subscribed to beside messages, and that nothing here needs: what the
   * business's phone had before it was connected, and news of templates and numbers. What WhatsApp
   * says of the account as a whole is not among them: an operator should see that.
   */
  Set<String> UNUSED =
      Set.of(
          "account_settings_update",
          "automatic_events",
          "business_capability_update",
          "calls",
          "flows",
          "history",
          "message_template_components_update",
          "message_template_quality_update",
          "message_template_status_update",
          "messaging_handovers",
          "partner_solutions",
          "payment_configuration_update",
          "phone_number_name_update",
          "phone_number_quality_update",
          "security",
          "smb_app_state_sync",
          "standby",
          "template_category_update",
          "template_correct_category_detection",
          "tracking_events",
          "user_id_update",
          "user_preferences");

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
    if (UNUSED.contains(field)) {
      parts.add(new Odd(JsonNodeFactory.instance.objectNode(), new Unused(field)));
      return;
    }
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
    var only = Known.fields(entry, Known.OF_ENTRY);
    only.putArray("changes").add(change);
    return wrap(only);
  }

  private static JsonNode wrap(JsonNode entry) {
    var delivery = JsonNodeFactory.instance.objectNode().put("object", OBJECT);
    delivery.putArray("entry").add(entry);
    return delivery;
  }
}
