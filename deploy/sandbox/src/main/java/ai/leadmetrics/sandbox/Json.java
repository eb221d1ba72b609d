package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON in the two dialects spoken here: plain for answers, Meta's escaped form for webhooks. */
final class Json {
  private static final ObjectMapper PLAIN = JsonMapper.builder().build();

  /**
   * Meta signs {@code \}u-escaped bytes; a receiver that re-serialises before verifying fails here
   * too.
   */
  private static final ObjectMapper META =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII, JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  private Json() {}

  static ObjectNode object() {
    return PLAIN.createObjectNode();
  }

  static JsonNode parse(byte[] bytes) throws IOException {
    return PLAIN.readTree(bytes);
  }

  static byte[] plain(JsonNode node) {
    return bytes(PLAIN, node);
  }

  static byte[] meta(JsonNode node) {
    return bytes(META, node);
  }

  private static byte[] bytes(ObjectMapper mapper, JsonNode node) {
    try {
      return mapper.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
