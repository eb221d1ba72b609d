package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Webhook bodies in Meta's shape. */
final class Payloads {
  private static final String BUSINESS_ACCOUNT = "102290129340398";

  /** A customer's text message. */
  record Inbound(String id, String from, String name, String text, Instant at) {}

  private Payloads() {}

  static ObjectNode message(BusinessNumber number, Inbound inbound) {
    var envelope = Json.object();
    var value = value(envelope, number);
    var contact = value.putArray("contacts").addObject();
    contact.putObject("profile").put("name", inbound.name());
    contact.put("wa_id", inbound.from());
    var message = value.putArray("messages").addObject();
    message
        .put("from", inbound.from())
        .put("id", inbound.id())
        .put("timestamp", seconds(inbound.at()));
    message.putObject("text").put("body", inbound.text());
    message.put("type", "text");
    return envelope;
  }

  static ObjectNode status(BusinessNumber number, Sends.Accepted send, String status, Instant at) {
    var envelope = Json.object();
    var item = value(envelope, number).putArray("statuses").addObject();
    item.put("id", send.id())
        .put("status", status)
        .put("timestamp", seconds(at))
        .put(Ids.isUser(send.to()) ? "recipient_user_id" : "recipient_id", send.to());
    if (!send.callbackData().isEmpty()) {
      item.put("biz_opaque_callback_data", send.callbackData());
    }
    switch (status) {
      case "failed" -> undeliverable(item);
      case "sent", "delivered" -> billing(item, send, "sent".equals(status));
      default -> {}
    }
    return envelope;
  }

  private static void billing(ObjectNode item, Sends.Accepted send, boolean opens) {
    var category = "template".equals(send.type()) ? "utility" : "service";
    var conversation = item.putObject("conversation");
    conversation.put("id", Ids.conversation(send.phoneNumberId(), send.to()));
    if (opens) {
      conversation.put("expiration_timestamp", seconds(send.at().plusSeconds(86_400)));
    }
    conversation.putObject("origin").put("type", category);
    item.putObject("pricing")
        .put("billable", true)
        .put("pricing_model", "CBP")
        .put("category", category);
  }

  private static void undeliverable(ObjectNode item) {
    var error = item.putArray("errors").addObject();
    error
        .put("code", 131026)
        .put("title", "Message undeliverable")
        .put("message", "Message undeliverable");
    error.putObject("error_data").put("details", "Message Undeliverable.");
  }

  private static ObjectNode value(ObjectNode envelope, BusinessNumber number) {
    envelope.put("object", "whatsapp_business_account");
    var entry = envelope.putArray("entry").addObject();
    entry.put("id", BUSINESS_ACCOUNT);
    var change = entry.putArray("changes").addObject();
    var value = change.putObject("value");
    change.put("field", "messages");
    value.put("messaging_product", "whatsapp");
    value
        .putObject("metadata")
        .put("display_phone_number", Ids.waId(number.displayPhoneNumber()))
        .put("phone_number_id", number.phoneNumberId());
    return value;
  }

  private static String seconds(Instant at) {
    return Long.toString(at.getEpochSecond());
  }
}
