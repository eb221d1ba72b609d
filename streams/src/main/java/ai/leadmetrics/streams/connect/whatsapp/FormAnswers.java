package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.protocol.inbox.MessageContent.FormAnswer;
import ai.leadmetrics.protocol.inbox.MessageContent.FormField;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads what was filled into a Flow: {@code response_json} is JSON within a string. */
final class FormAnswers {
  private static final int MAX_FIELDS = 50;
  private static final int MAX_LABEL = 100;

  /** What the provider adds for itself. */
  private static final Set<String> TECHNICAL = Set.of("flow_token", "wa_flow_response_params");

  /** The flow builder names fields {@code screen_0_Arrival_date_1} and options {@code 0_Yes}. */
  private static final Pattern SCREEN = Pattern.compile("^screen_\\d+_|_\\d+$");

  private static final Pattern OPTION = Pattern.compile("^\\d{1,2}_(?=\\p{L})");
  private static final Pattern WORDS = Pattern.compile("[_\\-\\s]+|(?<=\\p{Ll})(?=\\p{Lu})");

  private FormAnswers() {}

  static FormAnswer of(JsonNode reply) {
    var answers = answers(reply.path("response_json"));
    var fields = new ArrayList<FormField>();
    for (var answer : answers.properties()) {
      var value = value(answer.getValue());
      if (!TECHNICAL.contains(answer.getKey()) && !value.isBlank() && fields.size() < MAX_FIELDS) {
        fields.add(new FormField(label(answer.getKey()), Texts.line(value, Contents.MAX_LINE)));
      }
    }
    if (fields.isEmpty() && answers.isValueNode() && !answers.asText().isBlank()) {
      fields.add(new FormField("Answer", Texts.line(answers.asText(), Contents.MAX_LINE)));
    }
    return new FormAnswer(Contents.line(reply, "name", MAX_LABEL), null, fields);
  }

  /** The answers as an object; what is no JSON stays a string. */
  private static JsonNode answers(JsonNode response) {
    if (!response.isTextual()) {
      return response;
    }
    try {
      var read = Json.tree(response.asText().getBytes(StandardCharsets.UTF_8));
      return read == null ? MissingNode.getInstance() : read;
    } catch (UncheckedIOException _) {
      return response;
    }
  }

  private static String value(JsonNode node) {
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(FormAnswers::value)
          .filter(text -> !text.isBlank())
          .collect(Collectors.joining(", "));
    } else if (node.isObject()) {
      return node.properties().stream()
          .map(field -> label(field.getKey()) + " " + value(field.getValue()))
          .collect(Collectors.joining(", "));
    } else if (node.isBoolean()) {
      return node.asBoolean() ? "yes" : "no";
    }
    return node.isNull() ? "" : OPTION.matcher(node.asText()).replaceFirst("");
  }

  /** A field's name as people would write it. */
  private static String label(String name) {
    var words =
        WORDS
            .matcher(SCREEN.matcher(Texts.line(name, MAX_LABEL)).replaceAll(""))
            .replaceAll(" ")
            .strip();
    return words.isEmpty()
        ? "Answer"
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
