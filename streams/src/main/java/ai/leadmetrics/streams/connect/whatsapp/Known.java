package ai.leadmetrics.streams.connect.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What is kept of the objects around an element when it is put aside alone: the fields that are
 * read, and of those only what is not large. Otherwise each of a thousand elements would carry the
 * whole delivery.
 */
final class Known {
  static final List<String> OF_ENTRY = List.of("id", "time");
  static final List<String> OF_CHANGE = List.of("field");
  static final List<String> OF_VALUE = List.of("messaging_product", "metadata");
  static final List<String> OF_CONTACT = List.of("profile", "wa_id", "user_id");

  /** Characters of a text and fields of an object; far above what Meta sends. */
  private static final int MAX_TEXT = 500;

  private static final int MAX_FIELDS = 10;
  private static final int MAX_DEPTH = 2;

  private Known() {}

  static ObjectNode fields(JsonNode whole, List<String> names) {
    var kept = JsonNodeFactory.instance.objectNode();
    for (var name : names) {
      var field = whole.get(name);
      if (field != null && isSmall(field, MAX_DEPTH)) {
        kept.set(name, field);
      }
    }
    return kept;
  }

  private static boolean isSmall(JsonNode node, int depth) {
    if (node.isObject()) {
      return depth > 0
          && node.size() <= MAX_FIELDS
          && node.properties().stream()
              .allMatch(
                  field ->
                      field.getKey().length() <= MAX_TEXT && isSmall(field.getValue(), depth - 1));
    }
    return node.isValueNode() && node.asText().length() <= MAX_TEXT;
  }
}
