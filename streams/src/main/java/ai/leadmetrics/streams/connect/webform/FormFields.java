package ai.leadmetrics.streams.connect.webform;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a submission in the order they were sent, however the form's builder nests them in:
 * plain and nested objects, lists, urlencoded bodies, and lists of name and value as Elementor,
 * HubSpot, Typeform and lead ads write them.
 */
final class FormFields {
  static final int MAX_FIELDS = 100;
  private static final int MAX_LABEL = 200;
  private static final int MAX_VALUE = 70_000;
  private static final int MAX_DEPTH = 8;

  /** What names the field in a pair of name and value; the more readable first. */
  private static final List<String> NAMES =
      List.of("label", "title", "question", "name", "key", "field", "ref", "id");

  private static final List<String> VALUES =
      List.of(
          "value",
          "values",
          "answer",
          "answers",
          "text",
          "email",
          "phone_number",
          "choice",
          "choices",
          "number",
          "boolean",
          "date",
          "url",
          "file_url");

  /** Only carry fields: their own name says nothing. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "fields",
          "formfields",
          "data",
          "fielddata",
          "formdata",
          "form",
          "answers",
          "values",
          "namedvalues",
          "properties",
          "payload",
          "body",
          "submission",
          "formresponse",
          "response",
          "contact",
          "customer",
          "lead",
          "entry",
          "hidden",
          "names");

  /** About the form, not filled in by anybody. */
  private static final Set<String> ABOUT_FORM = Set.of("definition", "raw_value", "field_type");

  /**
   * A field that holds something.
   *
   * @param key the label in lower case letters and digits only
   */
  record Field(String label, String key, String value) {}

  private final List<Field> fields = new ArrayList<>();
  private JsonNode titles = Json.MAPPER.missingNode();

  private FormFields() {}

  /** The fields, or nothing where the body is no form. */
  static @Nullable List<Field> read(byte[] raw) {
    var form = new FormFields();
    try {
      var root = Json.MAPPER.readTree(raw);
      if (root == null || !root.isObject()) {
        return null;
      }
      form.titles = root.at("/form_response/definition/fields");
      form.object("", root, 0);
    } catch (JsonProcessingException _) {
      if (!form.urlencoded(raw)) {
        return null;
      }
    } catch (IOException _) {
      return null;
    }
    return form.fields;
  }

  static String key(String label) {
    return label
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private void object(String label, JsonNode node, int depth) {
    var name = depth == 0 ? null : named(node);
    var value = name == null ? null : value(node);
    if (name != null && value != null) {
      add(name, value, depth);
      return;
    }
    node.properties()
        .forEach(
            field -> {
              if (!ABOUT_FORM.contains(field.getKey())) {
                add(path(label, field.getKey()), field.getValue(), depth);
              }
            });
  }

  private void add(String label, JsonNode value, int depth) {
    if (fields.size() >= MAX_FIELDS || depth > MAX_DEPTH) {
      return;
    }
    switch (value.getNodeType()) {
      case OBJECT -> {
        var chosen = value.path("label");
        if (value.size() <= 4 && chosen.isTextual() && value(value) == null) {
          text(label, chosen.textValue());
        } else if (value.has("value") && (value.size() == 1 || named(value) != null)) {
          add(Objects.requireNonNullElse(named(value), label), value.get("value"), depth + 1);
        } else if (value.path("labels").isArray()) {
          add(label, value.get("labels"), depth + 1);
        } else {
          object(label, value, depth + 1);
        }
      }
      case ARRAY -> {
        if (StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode)) {
          text(
              label,
              StreamSupport.stream(value.spliterator(), false)
                  .filter(one -> !one.isNull() && !one.asText().isBlank())
                  .map(JsonNode::asText)
                  .collect(Collectors.joining(", ")));
        } else {
          value.forEach(one -> add(label, one, depth + 1));
        }
      }
      case NULL, MISSING -> {}
      default -> text(label, value.asText());
    }
  }

  private void text(String label, String value) {
    var shown = Texts.line(label, MAX_LABEL);
    var clean = Texts.clean(value).strip();
    if (!clean.isEmpty() && Texts.isVisible(clean) && !shown.isEmpty()) {
      var bounded = clean.length() > MAX_VALUE ? Texts.line(clean, MAX_VALUE) : clean;
      fields.add(new Field(shown, key(shown), bounded));
    }
  }

  /** "dates" and "from" make "dates from"; wrappers and numbers of positions are left out. */
  private static String path(String parent, String name) {
    return parent.isEmpty() || WRAPPERS.contains(key(parent)) ? name : parent + ' ' + name;
  }

  private @Nullable String named(JsonNode node) {
    var field = node.path("field");
    if (field.isObject()) {
      return title(field);
    }
    return NAMES.stream()
        .map(name -> node.path(name).textValue())
        .filter(name -> name != null && !name.isBlank())
        .findFirst()
        .orElse(null);
  }

  /** Typeform keeps the questions apart from the answers. */
  private @Nullable String title(JsonNode field) {
    var id = field.path("id").asText();
    return Stream.concat(
            StreamSupport.stream(titles.spliterator(), false)
                .filter(one -> one.path("id").asText().equals(id))
                .map(one -> one.path("title").textValue()),
            Stream.of(field.path("title").textValue(), field.path("ref").textValue()))
        .filter(title -> title != null && !title.isBlank())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable JsonNode value(JsonNode node) {
    boolean pair =
        node.has("value") || node.has("values") || node.has("answer") || node.has("field");
    return pair ? VALUES.stream().filter(node::has).map(node::get).findFirst().orElse(null) : null;
  }

  private boolean urlencoded(byte[] raw) {
    try {
      var body =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString().strip();
      if (body.isEmpty() || body.indexOf('=') < 1 || "{[\"<".indexOf(body.charAt(0)) >= 0) {
        return false;
      }
      for (var pair : body.split("&", MAX_FIELDS + 1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && fields.size() < MAX_FIELDS) {
          text(bracketed(decoded(pair.substring(0, equals))), decoded(pair.substring(equals + 1)));
        }
      }
      return true;
    } catch (CharacterCodingException | IllegalArgumentException _) {
      return false;
    }
  }

  /** "form_fields[email]" is the field "email", "interests[]" is "interests". */
  private static String bracketed(String name) {
    var parts = name.replace("]", "").split("\\[", -1);
    var label = parts.length == 0 ? name : parts[0];
    for (int i = 1; i < parts.length; i++) {
      label = parts[i].isEmpty() ? label : path(label, parts[i]);
    }
    return label;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
