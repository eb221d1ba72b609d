package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** What a product may ask of {@code /{phone-number-id}/messages}. */
sealed interface GraphRequest {
  int LONGEST_TEXT = 4096;
  int LONGEST_CALLBACK_DATA = 512;

  /**
   * A message for a customer; {@code input} is the number or the business-scoped user id as the
   * caller wrote it.
   */
  record Send(String input, String type, String text, String callbackData) implements GraphRequest {
    String waId() {
      return Ids.isUser(input) ? input : Ids.waId(input);
    }
  }

  /** The business has read a customer's message. */
  record MarkRead(String messageId) implements GraphRequest {}

  static GraphRequest parse(JsonNode body, MessageTemplates templates) {
    if (!body.isObject()) {
      throw Refusal.invalidParameter("The request body must be a JSON object");
    }
    if (!"whatsapp".equals(required(body, "messaging_product"))) {
      throw Refusal.invalidParameter("messaging_product must be whatsapp");
    }
    return body.has("status") ? markRead(body) : send(body, templates);
  }

  private static MarkRead markRead(JsonNode body) {
    if (!"read".equals(required(body, "status"))) {
      throw Refusal.invalidParameter("status must be read");
    }
    return new MarkRead(required(body, "message_id"));
  }

  private static Send send(JsonNode body, MessageTemplates templates) {
    var to = to(body);
    if (!"individual".equals(body.path("recipient_type").asText("individual"))) {
      throw Refusal.invalidParameter("recipient_type must be individual");
    }
    var data = optional(body, "biz_opaque_callback_data");
    if (data.length() > LONGEST_CALLBACK_DATA) {
      throw Refusal.invalidParameter(
          "biz_opaque_callback_data must be at most " + LONGEST_CALLBACK_DATA + " characters long");
    }
    var type = body.path("type").asText("text");
    var text =
        switch (type) {
          case "text" -> text(body.path("text"));
          case "template" -> templates.filled(body.path("template"));
          default -> throw Refusal.invalidParameter("type must be one of {TEXT, TEMPLATE}");
        };
    return new Send(to, type, text, data);
  }

  /** A number goes in {@code to}, a person without one in {@code recipient}. */
  private static String to(JsonNode body) {
    if (!body.has("to") && body.has("recipient")) {
      var user = required(body, "recipient");
      if (!Ids.isUser(user)) {
        throw Refusal.invalidParameter("recipient is not a valid user id");
      }
      return user;
    }
    var to = required(body, "to");
    if (!Ids.isPhone(to)) {
      throw Refusal.invalidParameter("to is not a valid phone number");
    }
    return to;
  }

  private static String text(JsonNode text) {
    var body = required(text, "body");
    if (body.length() > LONGEST_TEXT) {
      throw Refusal.invalidParameter(
          "text.body must be at most " + LONGEST_TEXT + " characters long");
    }
    return body;
  }

  static String required(JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw Refusal.invalidParameter("The parameter " + field + " is required.");
    }
    return value.textValue();
  }

  private static String optional(JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
      throw Refusal.invalidParameter(field + " must be a string");
    }
    return value.asText("");
  }
}
