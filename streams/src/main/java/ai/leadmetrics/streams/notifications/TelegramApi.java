package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.notifications.Carrier.Result;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Calls methods of Telegram's Bot API. Addresses hold the token, so they are shown to nobody. */
final class TelegramApi {
  private final TelegramSettings settings;
  private final Outbound http;

  TelegramApi(TelegramSettings settings) {
    this.settings = settings;
    this.http = new Outbound(settings.timeout());
  }

  Result call(String method, Map<String, ?> parameters) {
    var address = URI.create(settings.api() + "/bot" + settings.token() + '/' + method);
    return http.post(
        address,
        Map.of("Content-Type", "application/json"),
        Json.bytes(parameters),
        answer -> result(answer.status(), answer.body()));
  }

  private static Result result(int status, String body) {
    if (status == 200) {
      return new Result.Sent();
    }
    var error = status + " " + description(body);
    if (status == 429 || status == 503) {
      return new Result.Later(error);
    }
    if (status >= 500) {
      return new Result.Unknown(error);
    }
    // Whoever blocks the bot or deletes the chat does not want to hear of it again.
    boolean gone = status == 403 || error.contains("chat not found");
    return new Result.Refused(error, gone);
  }

  private static String description(String body) {
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      return tree.path("description").asText();
    } catch (IOException _) {
      return "";
    }
  }
}
