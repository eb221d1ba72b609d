package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.protocol.inbox.ReplyTemplate;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.ChannelCheck;
import ai.leadmetrics.streams.kit.TemplateCheck;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Message templates whose body has one variable, which takes the answer
 * (developers.facebook.com/docs/whatsapp/business-management-api/message-templates).
 */
final class Templates {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([a-z0-9_]+)\\s*}}");

  private Templates() {}

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** What goes out under {@code template}. */
  static Map<String, Object> filled(ReplyTemplate template, String answer) {
    var parameter = Map.of("type", "text", "text", ReplyTemplate.line(answer));
    return Map.of(
        "name",
        template.name(),
        "language",
        Map.of("code", template.language()),
        "components",
        List.of(Map.of("type", "body", "parameters", List.of(parameter))));
  }

  /** Reads the list of an account's templates of one name. */
  static TemplateCheck check(
      int status, byte[] body, String account, String name, String language) {
    if (status < 200 || status >= 300) {
      return switch (GraphAnswer.check(status, body)) {
        case ChannelCheck.TokenRefused _ -> new TemplateCheck.TokenRefused();
        case ChannelCheck.NumberUnknown _ -> new TemplateCheck.Missing();
        case ChannelCheck.Unavailable(var detail) -> new TemplateCheck.Unavailable(detail);
        case ChannelCheck.Good _ -> throw new IllegalArgumentException("no error: " + status);
      };
    }
    // The filter by name also finds those that only begin like it.
    for (var template : GraphAnswer.parse(body).path("data")) {
      if (name.equals(template.path("name").asText())
          && language.equals(template.path("language").asText())) {
        return read(template, account);
      }
    }
    return new TemplateCheck.Missing();
  }

  private static TemplateCheck read(JsonNode node, String account) {
    var status = node.path("status").asText();
    if (!"APPROVED".equals(status)) {
      return new TemplateCheck.NotApproved(status);
    }
    var body = "";
    for (var component : node.path("components")) {
      var text = component.path("text").asText();
      if ("BODY".equals(component.path("type").asText())) {
        body = text;
      } else if (needsMore(component)) {
        return new TemplateCheck.Unsuitable();
      }
    }
    if (PLACE.matcher(body).results().count() != 1 || !body.contains(ReplyTemplate.PLACE)) {
      return new TemplateCheck.Unsuitable();
    }
    var template =
        new ReplyTemplate(
            account, node.path("name").asText(), node.path("language").asText(), body);
    return template.room() < ReplyTemplate.LEAST_ROOM
        ? new TemplateCheck.Unsuitable()
        : new TemplateCheck.Good(template);
  }

  /** Whether a header or button wants something filled in: a variable, a picture, a code. */
  private static boolean needsMore(JsonNode component) {
    var format = component.path("format").asText("TEXT");
    return !"TEXT".equals(format) || PLACE.matcher(Json.text(component)).find();
  }
}
