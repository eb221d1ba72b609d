package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the elements of one change share.
 *
 * @param phoneNumberId the business number they are about
 * @param contacts the people, by number and by business-scoped user id
 */
record Envelope(@Nullable String phoneNumberId, Map<String, JsonNode> contacts) {
  private static final int MAX_NUMBER = 100;
  private static final List<String> PEOPLE =
      List.of("from", "from_user_id", "to", "to_user_id", "recipient_id", "recipient_user_id");

  static Envelope of(JsonNode value) {
    var contacts = new HashMap<String, JsonNode>();
    for (var contact : value.path("contacts")) {
      for (var id : List.of("wa_id", "user_id")) {
        var known = contact.path(id).textValue();
        if (known != null) {
          contacts.put(known, contact);
        }
      }
    }
    var number = value.path("metadata").path("phone_number_id").asText("");
    return new Envelope(
        number.isBlank() || number.length() > MAX_NUMBER ? null : Texts.clean(number), contacts);
  }

  /** Who a message or status is about. */
  @Nullable JsonNode contactOf(JsonNode node) {
    for (var field : PEOPLE) {
      var id = node.path(field).textValue();
      var contact = id == null ? null : contacts.get(id);
      if (contact != null) {
        return contact;
      }
    }
    return null;
  }
}
