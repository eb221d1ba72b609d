package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Message templates of business accounts, with a text body and positional variables
 * (developers.facebook.com/docs/whatsapp/business-management-api/message-templates).
 */
final class MessageTemplates {
  private static final int MOST = 1_000;
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\d+}}");
  private static final Pattern UNFIT = Pattern.compile("[\\n\\t]| {5}");

  private final Map<Key, Template> byKey = new LinkedHashMap<>();

  private record Key(String account, String name, String language) {}

  private record Template(String status, String header, String body) {
    long places() {
      return PLACE.matcher(body).results().count();
    }
  }

  synchronized void put(String account, String name, String language, String body) {
    byKey.put(new Key(account, name, language), new Template("APPROVED", "", body));
  }

  /** Registers one as if Meta had looked at it; {@code status} is what came of that. */
  synchronized ObjectNode put(JsonNode wanted) {
    var key =
        new Key(
            needed(wanted, "account"),
            needed(wanted, "name"),
            wanted.path("language").asText("en"));
    if (byKey.size() >= MOST && !byKey.containsKey(key)) {
      throw Refusal.of(409, "No more than " + MOST + " templates");
    }
    var template =
        new Template(
            wanted.path("status").asText("APPROVED"),
            wanted.path("header").asText(""),
            needed(wanted, "body"));
    byKey.put(key, template);
    return json(key, template);
  }

  /** As Meta lists them; a filter by name finds those that begin like it. */
  synchronized ObjectNode list(String account, String name) {
    var answer = Json.object();
    var data = answer.putArray("data");
    byKey.forEach(
        (key, template) -> {
          if (key.account().equals(account) && key.name().startsWith(name)) {
            data.add(json(key, template));
          }
        });
    return answer;
  }

  /** What reaches the phone of a template message, or how Meta refuses it. */
  synchronized String filled(JsonNode wanted) {
    var name = GraphRequest.required(wanted, "name");
    var language = GraphRequest.required(wanted.path("language"), "code");
    var template =
        find(key -> key.name().equals(name) && key.language().equals(language))
            .orElseThrow(
                () -> refused(404, 132001, "Template name does not exist in the translation"));
    if (!"APPROVED".equals(template.status())) {
      throw refused(400, 132015, "Template is paused or not approved");
    }
    var values = values(wanted);
    if (values.size() != template.places()) {
      throw refused(
          400, 132000, "Number of parameters does not match the expected number of params");
    }
    if (values.stream().anyMatch(value -> UNFIT.matcher(value).find())) {
      throw Refusal.invalidParameter(
          "Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
    }
    var next = values.iterator();
    return PLACE
        .matcher(template.body())
        .replaceAll((MatchResult _) -> Matcher.quoteReplacement(next.next()));
  }

  private Optional<Template> find(Predicate<Key> which) {
    return byKey.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static List<String> values(JsonNode wanted) {
    var values = new ArrayList<String>();
    for (var component : wanted.path("components")) {
      for (var parameter : component.path("parameters")) {
        values.add(GraphRequest.required(parameter, "text"));
      }
    }
    return values;
  }

  private static Refusal refused(int status, int code, String title) {
    return Refusal.graph(status, code, "OAuthException", "(#" + code + ") " + title, title);
  }

  private static ObjectNode json(Key key, Template template) {
    var json =
        Json.object()
            .put("name", key.name())
            .put("language", key.language())
            .put("status", template.status())
            .put("id", Integer.toUnsignedString(key.hashCode()));
    var components = json.putArray("components");
    if (!template.header().isEmpty()) {
      components
          .addObject()
          .put("type", "HEADER")
          .put("format", "TEXT")
          .put("text", template.header());
    }
    components.addObject().put("type", "BODY").put("text", template.body());
    return json;
  }

  private static String needed(JsonNode wanted, String field) {
    var value = wanted.path(field).asText("");
    if (value.isBlank()) {
      throw Refusal.of(400, field + " is missing");
    }
    return value;
  }
}
