package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs webhooks and posts them to the product. */
final class Webhooks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Stands for "no answer at all" where an HTTP status is expected. */
  static final int UNREACHABLE = 0;

  private final Numbers numbers;
  private final SandboxConfig.WebhookRetry retry;
  private final HttpClient client;

  Webhooks(Numbers numbers, SandboxConfig.WebhookRetry retry, Executor executor) {
    this.numbers = numbers;
    this.retry = retry;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(executor)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** Posts once and answers with the product's HTTP status. */
  int post(BusinessNumber number, JsonNode payload) throws InterruptedException {
    return post(number, Json.meta(payload));
  }

  /** Posts until the product accepts, or the attempts are used up. */
  boolean deliver(String phoneNumberId, JsonNode payload) throws InterruptedException {
    var body = Json.meta(payload);
    for (var attempt = 1; attempt <= retry.attempts(); attempt++) {
      // Looked up every time: the product may have come back under another address.
      var number = numbers.find(phoneNumberId);
      if (number.isEmpty()) {
        return false;
      }
      var status = post(number.get(), body);
      if (accepted(status)) {
        return true;
      }
      log.debug("Webhook of {} got {}, attempt {}", phoneNumberId, status, attempt);
      if (attempt < retry.attempts()) {
        Thread.sleep(retry.after(attempt));
      }
    }
    log.warn("Webhook of {} given up after {} attempts", phoneNumberId, retry.attempts());
    return false;
  }

  static boolean accepted(int status) {
    return status >= 200 && status < 300;
  }

  /** Performs the subscription handshake; true when the product echoes the challenge. */
  boolean handshake(BusinessNumber number) throws InterruptedException {
    var challenge = Ids.trace();
    var url = number.webhookUrl();
    var query =
        "hub.mode=subscribe&hub.verify_token="
            + URLEncoder.encode(number.verifyToken(), StandardCharsets.UTF_8)
            + "&hub.challenge="
            + challenge;
    var request =
        HttpRequest.newBuilder(URI.create(url + (url.contains("?") ? "&" : "?") + query))
            .timeout(TIMEOUT)
            .build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200 && response.body().equals(challenge);
    } catch (IOException _) {
      return false;
    }
  }

  private int post(BusinessNumber number, byte[] body) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(number.webhookUrl()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("User-Agent", "facebookexternalua")
            .header("X-Hub-Signature-256", Signature.of(number.appSecret(), body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      log.debug("Webhook of {} could not be posted", number.phoneNumberId(), e);
      return UNREACHABLE;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
