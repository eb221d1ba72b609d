package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Piece;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Deliveries as the provider writes them. */
final class Deliveries {
  static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:00Z");
  static final String NUMBER = "106540352242922";
  static final ConnectedChannel CHANNEL =
      new ConnectedChannel(
          EntityId.parse("lotus-house:chan_01"),
          ChannelKind.WHATSAPP,
          "Front desk",
          "endpoint-key-endpoint-key",
          NUMBER,
          true,
          "IN",
          "app secret",
          "verify me",
          "token");

  private Deliveries() {}

  static String value(String lists) {
    return """
    {"messaging_product":"whatsapp",
     "metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},%s}
    """
        .formatted(NUMBER, lists);
  }

  static String delivery(String value) {
    return """
    {"object":"whatsapp_business_account",
     "entry":[{"id":"102290129340398","changes":[{"value":%s,"field":"messages"}]}]}
    """
        .formatted(value);
  }

  static String messages(String... messages) {
    return delivery(value("\"messages\":[" + String.join(",", messages) + "]"));
  }

  static String statuses(String... statuses) {
    return delivery(value("\"statuses\":[" + String.join(",", statuses) + "]"));
  }

  /** A message of a type, with the given further fields. */
  static String message(String id, String fields) {
    return """
    {"from":"919876543210","id":"%s","timestamp":"1772359200",%s}\
    """
        .formatted(id, fields);
  }

  static String text(String id, String jsonText) {
    return message(id, "\"type\":\"text\",\"text\":{\"body\":" + jsonText + "}");
  }

  static String status(String id, String status) {
    return """
    {"id":"%s","status":"%s","timestamp":"1772359200","recipient_id":"919876543210"}\
    """
        .formatted(id, status);
  }

  static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  static List<Element> split(String json) {
    return split(bytes(json));
  }

  static List<Element> split(byte[] raw) {
    return pieces(raw).stream().map(Piece::element).toList();
  }

  static List<Piece> pieces(byte[] raw) {
    return new WhatsAppSource().split(CHANNEL, raw, RECEIVED);
  }
}
