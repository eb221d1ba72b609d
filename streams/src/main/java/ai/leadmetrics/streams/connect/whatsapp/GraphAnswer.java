package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.ChannelCheck;
import ai.leadmetrics.streams.kit.Outcome;
import ai.leadmetrics.streams.kit.Outcome.Scope;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the Graph API answered. The error's {@code message} is never passed on: for a
 * malformed access token it quotes the token.
 */
final class GraphAnswer {
  /** One message per 6 s to one person. */
  private static final Duration RECIPIENT_INTERVAL = Duration.ofSeconds(6);

  private static final int MAX_NAME = 200;

  private GraphAnswer() {}

  /**
   * @param retryAfter from the answer's header; zero when there is none
   */
  static Outcome read(int status, Duration retryAfter, byte[] body) {
    var json = parse(body);
    if (status >= 200 && status < 300) {
      var id = json.path("messages").path(0).path("id").asText("");
      return id.isEmpty() ? new Outcome.Unknown("unreadable_answer") : new Outcome.Sent(id);
    }
    var error = json.path("error");
    return error.path("code").isInt()
        ? error(status, error.path("code").intValue(), retryAfter, details(error))
        : withoutCode(status, retryAfter);
  }

  /** What it says of a number that it was asked about. */
  static ChannelCheck check(int status, byte[] body) {
    var json = parse(body);
    if (status >= 200 && status < 300) {
      return json.path("id").asText("").isEmpty()
          ? new ChannelCheck.Unavailable("unreadable_answer")
          : new ChannelCheck.Good(
              text(json.path("verified_name")), text(json.path("display_phone_number")));
    }
    int code = json.path("error").path("code").asInt(-1);
    return switch (code) {
      case 0, 10, 190, 200 -> new ChannelCheck.TokenRefused(text(code));
      // No such object, or one that this token may not see: the answer does not tell which.
      case 100 -> new ChannelCheck.NumberUnknown();
      default ->
          status == 401
              ? new ChannelCheck.TokenRefused("http_401")
              : status == 404
                  ? new ChannelCheck.NumberUnknown()
                  : new ChannelCheck.Unavailable(code < 0 ? "http_" + status : text(code));
    };
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Texts.line(node.asText(), MAX_NAME)
        : null;
  }

  private static Outcome error(int status, int code, Duration retryAfter, String details) {
    return switch (code) {
      case 131056 ->
          new Outcome.RetryLater(
              text(code), longer(retryAfter, RECIPIENT_INTERVAL), Scope.RECIPIENT);
      // Too many calls, messages or requests; the service is down or being looked after.
      case 4, 80007, 130429, 1, 2, 131000, 131016, 131057, 133004 ->
          new Outcome.RetryLater(text(code), retryAfter, Scope.CHANNEL);
      case 0, 10, 190, 200, 131005 -> new Outcome.Refused(Outcome.CHANNEL_CREDENTIALS, text(code));
      case 131047 -> new Outcome.Refused(Outcome.WINDOW_CLOSED, text(code));
      default -> byStatus(status, code, retryAfter, details);
    };
  }

  private static Outcome byStatus(int status, int code, Duration retryAfter, String details) {
    if (status == 429) {
      return new Outcome.RetryLater(text(code), retryAfter, Scope.CHANNEL);
    } else if (status == 401) {
      return new Outcome.Refused(Outcome.CHANNEL_CREDENTIALS, text(code));
    } else if (status >= 500) {
      return new Outcome.Unknown(text(code));
    }
    return new Outcome.Refused(text(code), details);
  }

  private static Outcome withoutCode(int status, Duration retryAfter) {
    var text = "http_" + status;
    if (status == 429) {
      return new Outcome.RetryLater(text, retryAfter, Scope.CHANNEL);
    } else if (status == 401) {
      return new Outcome.Refused(Outcome.CHANNEL_CREDENTIALS, text);
    } else if (status >= 500 || status == 408) {
      return new Outcome.Unknown(text);
    }
    return new Outcome.Refused(text, "");
  }

  private static String text(int code) {
    return Integer.toString(code);
  }

  private static String details(JsonNode error) {
    return error.path("error_data").path("details").asText("");
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  static JsonNode parse(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : Json.tree(body);
    } catch (UncheckedIOException _) {
      return MissingNode.getInstance();
    }
  }
}
