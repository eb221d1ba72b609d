package ai.leadmetrics.streams.connect.whatsapp;

import static ai.leadmetrics.streams.connect.whatsapp.Persons.text;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.inbox.MediaKind;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContent.Choice;
import ai.leadmetrics.protocol.inbox.MessageContent.Choice.Offer;
import ai.leadmetrics.protocol.inbox.MessageContent.ContactCard;
import ai.leadmetrics.protocol.inbox.MessageContent.Contacts;
import ai.leadmetrics.protocol.inbox.MessageContent.Location;
import ai.leadmetrics.protocol.inbox.MessageContent.Media;
import ai.leadmetrics.protocol.inbox.MessageContent.Order;
import ai.leadmetrics.protocol.inbox.MessageContent.OrderItem;
import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice;
import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice.Notice;
import ai.leadmetrics.protocol.inbox.MessageContent.Unsupported;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the part of a message that its {@code type} names; other types are {@code unsupported}. */
final class Contents {
  static final int MAX_LINE = 1_000;
  private static final int MAX_NAME = 200;
  private static final int MAX_TYPE = 40;
  private static final int MAX_CARDS = 50;
  private static final int MAX_ITEMS = 200;

  private Contents() {}

  /** The content; absent when a text message has no text. */
  static @Nullable MessageContent of(JsonNode node) {
    var type = Objects.requireNonNullElse(text(node, "type"), "text");
    var body = node.path(type);
    return switch (type) {
      case "text" -> {
        var said = text(body, "body");
        yield said == null ? null : MessageContent.text(Texts.message(said));
      }
      case "image" -> media(MediaKind.IMAGE, body);
      case "video" -> media(MediaKind.VIDEO, body);
      case "sticker" -> media(MediaKind.STICKER, body);
      case "document" -> media(MediaKind.DOCUMENT, body);
      case "voice" -> media(MediaKind.VOICE, body);
      case "audio" ->
          media(body.path("voice").asBoolean() ? MediaKind.VOICE : MediaKind.AUDIO, body);
      case "location" -> location(node, body);
      case "contacts" -> new Contacts(all(body, MAX_CARDS).map(Contents::card).toList());
      case "button" -> button(node, body);
      case "interactive" -> chosen(node, body);
      case "order" ->
          new Order(
              line(body, "catalog_id", MAX_NAME),
              all(body.path("product_items"), MAX_ITEMS).map(Contents::item).toList(),
              words(body, "text"));
      case "system" -> system(node, body);
      default -> unsupported(node, type);
    };
  }

  private static Media media(MediaKind kind, JsonNode body) {
    return new Media(
        kind,
        line(body, "id", MAX_NAME),
        line(body, "mime_type", MAX_NAME),
        line(body, "sha256", MAX_NAME),
        line(body, "filename", MAX_NAME),
        words(body, "caption"),
        body.path("view_once").asBoolean());
  }

  private static MessageContent location(JsonNode node, JsonNode body) {
    var latitude = body.path("latitude").asDouble(Double.NaN);
    var longitude = body.path("longitude").asDouble(Double.NaN);
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
        ? new Location(
            latitude,
            longitude,
            line(body, "name", MAX_NAME),
            line(body, "address", MAX_LINE),
            line(body, "url", MAX_LINE))
        : unsupported(node, "location");
  }

  private static ContactCard card(JsonNode card) {
    var name = card.path("name");
    var phones = values(card.path("phones"), "phone");
    var shown =
        Stream.of(line(name, "formatted_name", MAX_NAME), line(name, "first_name", MAX_NAME))
            .filter(Objects::nonNull)
            .findFirst();
    return new ContactCard(
        shown.or(() -> phones.stream().findFirst()).orElse("Contact"),
        line(card.path("org"), "company", MAX_NAME),
        phones,
        values(card.path("emails"), "email"));
  }

  private static List<String> values(JsonNode list, String field) {
    return all(list, MAX_CARDS)
        .map(one -> line(one, field, MAX_NAME))
        .filter(Objects::nonNull)
        .map(String.class::cast)
        .toList();
  }

  private static MessageContent button(JsonNode node, JsonNode body) {
    var title = line(body, "text", MAX_LINE);
    return title == null
        ? unsupported(node, "button")
        : new Choice(Offer.TEMPLATE_BUTTON, line(body, "payload", MAX_LINE), title, null);
  }

  private static MessageContent chosen(JsonNode node, JsonNode interactive) {
    var button = interactive.path("button_reply");
    var list = interactive.path("list_reply");
    var form = interactive.path("nfm_reply");
    if (text(button, "title") != null) {
      return choice(Offer.BUTTON, button);
    } else if (text(list, "title") != null) {
      return choice(Offer.LIST, list);
    } else if (form.isObject()) {
      return FormAnswers.of(form);
    }
    return unsupported(node, "interactive");
  }

  private static Choice choice(Offer offer, JsonNode reply) {
    return new Choice(
        offer,
        line(reply, "id", MAX_LINE),
        Objects.requireNonNullElse(line(reply, "title", MAX_LINE), ""),
        line(reply, "description", MAX_LINE));
  }

  private static OrderItem item(JsonNode item) {
    return new OrderItem(
        Objects.requireNonNullElse(line(item, "product_retailer_id", MAX_NAME), "unknown product"),
        Math.max(0, item.path("quantity").asLong(1)),
        price(item.path("item_price"), text(item, "currency")));
  }

  /** The provider writes decimals; what is no amount of a known currency is left out. */
  private static @Nullable Money price(JsonNode amount, @Nullable String code) {
    try {
      var currency = Currency.getInstance(String.valueOf(code).toUpperCase(Locale.ROOT));
      var minor =
          new BigDecimal(amount.asText())
              .movePointRight(Math.max(0, currency.getDefaultFractionDigits()))
              .setScale(0, RoundingMode.HALF_UP);
      return new Money(minor.longValueExact(), currency.getCurrencyCode());
    } catch (IllegalArgumentException | ArithmeticException _) {
      return null;
    }
  }

  private static SystemNotice system(JsonNode node, JsonNode body) {
    var kind =
        switch (text(body, "type")) {
          case "user_changed_number", "customer_changed_number" -> Notice.NUMBER_CHANGED;
          case "customer_identity_changed", "user_identity_changed" -> Notice.IDENTITY_CHANGED;
          case null, default -> Notice.OTHER;
        };
    var told = Objects.requireNonNullElse(line(body, "body", MAX_LINE), "");
    var to = line(body, "wa_id", MAX_NAME);
    return new SystemNotice(
        kind,
        switch (kind) {
          case NUMBER_CHANGED -> "The customer's number changed" + (to == null ? "" : " to +" + to);
          case IDENTITY_CHANGED ->
              "The customer's security code changed: they may use a new phone.";
          case OTHER -> told.isEmpty() ? "A notice of WhatsApp" : told;
        },
        line(node, "from", MAX_NAME),
        to);
  }

  /** A type we do not know still comes from a person: somebody should see that they wrote. */
  private static Unsupported unsupported(JsonNode node, String type) {
    var inner = line(node.path(type), "type", MAX_TYPE);
    var error = node.path("errors").path(0);
    return new Unsupported(
        inner == null || type.equals("interactive") ? Texts.line(type, MAX_TYPE) : inner,
        error.path("code").isValueNode() ? Texts.line(error.path("code").asText(), MAX_TYPE) : null,
        error.isObject() ? Statuses.describe(error) : null);
  }

  private static Stream<JsonNode> all(JsonNode list, int max) {
    return list.isArray()
        ? StreamSupport.stream(list.spliterator(), false).limit(max)
        : Stream.of();
  }

  /** A short value; absent where it is missing or blank. */
  static @Nullable String line(JsonNode node, String field, int max) {
    var value = node.path(field);
    var text = value.isValueNode() && !value.isNull() ? value.asText() : "";
    return text.isBlank() ? null : Texts.line(text, max);
  }

  private static @Nullable String words(JsonNode node, String field) {
    var text = text(node, field);
    return text == null || text.isBlank() ? null : Texts.message(text);
  }
}
