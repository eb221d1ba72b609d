package ai.leadmetrics.streams.agents;

import static ai.leadmetrics.protocol.inbox.ConversationCommand.MAX_REPLY;

import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model's typed answer. The action stands beside the text, so that no hand-off hangs on wording.
 *
 * @param confidence 0 to 1
 * @param language an IETF tag such as {@code hi} or {@code hi-Latn}, where the model gave one
 */
public record LeadAnswer(
    String reply,
    Action action,
    Qualification qualification,
    double confidence,
    @Nullable String language) {
  private static final int MAX_VALUE = 200;
  private static final List<String> FIELDS =
      List.of("service", "urgency", "budget", "location", "decisionMaker", "timeline");
  private static final List<String> ACTIONS =
      Arrays.stream(Action.values()).map(LeadAnswer::wire).toList();
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(?:-[A-Z][a-z]{3})?");
  private static final Pattern FENCED = Pattern.compile("(?s)^```(?:json)?\\s*(.*?)\\s*```$");
  private static final ObjectReader STRICT =
      Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A model's output that cannot be used; the message says what is wrong with it. */
  public static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1;

    Invalid(String message) {
      super(message);
    }
  }

  /** Asks a provider that can be asked for a schema to keep to ours. */
  public static ResponseFormat format() {
    var qualification = JsonObjectSchema.builder().additionalProperties(false).required(FIELDS);
    FIELDS.forEach(qualification::addStringProperty);
    var root =
        JsonObjectSchema.builder()
            .addStringProperty("reply")
            .addEnumProperty("action", ACTIONS)
            .addProperty("qualification", qualification.build())
            .addNumberProperty("confidence")
            .addStringProperty("language")
            .required("reply", "action", "qualification", "confidence", "language")
            .additionalProperties(false)
            .build();
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(JsonSchema.builder().name("lead_answer").rootElement(root).build())
        .build();
  }

  /**
   * Reads and checks what a model returned. Some models put a fence around the object although they
   * are told not to: that one fence is taken off.
   *
   * @throws Invalid if anything is missing or out of bounds
   */
  public static LeadAnswer parse(@Nullable String output) {
    if (output == null || output.isBlank()) {
      throw new Invalid("the model returned nothing");
    }
    var fenced = FENCED.matcher(output.strip());
    var root = object(fenced.matches() ? fenced.group(1) : output);
    var reply = text(root, "reply").strip();
    require(!reply.isEmpty(), "reply is empty");
    require(reply.length() <= MAX_REPLY, "reply is longer than " + MAX_REPLY + " characters");
    require(!reply.contains("```"), "reply contains a markdown fence");
    var confidence = root.path("confidence");
    require(confidence.isNumber(), "confidence is not a number");
    require(
        confidence.doubleValue() >= 0 && confidence.doubleValue() <= 1,
        "confidence is not between 0 and 1");
    return new LeadAnswer(
        reply,
        action(text(root, "action")),
        qualification(root.path("qualification")),
        confidence.doubleValue(),
        language(root.path("language")));
  }

  /** The form {@link #parse} reads. */
  String json() {
    return Json.text(
        Json.MAPPER
            .createObjectNode()
            .put("reply", reply)
            .put("action", wire(action))
            .put("confidence", confidence)
            .put("language", language)
            .set("qualification", Json.MAPPER.valueToTree(qualification)));
  }

  private static JsonNode object(String json) {
    try {
      JsonNode root = STRICT.readTree(json);
      require(root.isObject(), "the output is not a JSON object");
      return root;
    } catch (JsonProcessingException e) {
      throw new Invalid("the output is not JSON: " + e.getOriginalMessage());
    }
  }

  private static String text(JsonNode root, String field) {
    var value = root.path(field);
    require(value.isTextual(), field + " is missing or no text");
    return value.textValue();
  }

  private static Action action(String wire) {
    var name = wire.strip().toLowerCase(Locale.ROOT);
    require(ACTIONS.contains(name), "action is not one of " + ACTIONS);
    return Action.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String wire(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private static Qualification qualification(JsonNode node) {
    require(node.isObject() || node.isMissingNode() || node.isNull(), "qualification is no object");
    return new Qualification(
        value(node, "service"),
        value(node, "urgency"),
        value(node, "budget"),
        value(node, "location"),
        value(node, "decisionMaker"),
        value(node, "timeline"));
  }

  private static @Nullable String value(JsonNode node, String field) {
    var value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    require(value.isValueNode(), "qualification." + field + " is no text");
    var text = value.asText().strip();
    require(
        text.length() <= MAX_VALUE,
        "qualification." + field + " is longer than " + MAX_VALUE + " characters");
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String language(JsonNode node) {
    var code = Locale.forLanguageTag(node.asText("").strip()).toLanguageTag();
    return LANGUAGE.matcher(code).matches() && !code.equals("und") ? code : null;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Invalid(otherwise);
    }
  }
}
