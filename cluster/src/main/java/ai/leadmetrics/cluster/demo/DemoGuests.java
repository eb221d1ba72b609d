package ai.leadmetrics.cluster.demo;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Signatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo's first guests, who write by the sandbox's phones and the hotel's form as others do
 * later: the inbox of a new demo is not empty.
 */
public final class DemoGuests {
  private static final Logger LOG = LoggerFactory.getLogger(DemoGuests.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String sandbox;
  private final DemoAccess access;

  private record Guests(List<Map<String, String>> whatsapp, List<Map<String, String>> forms) {}

  /**
   * @param sandbox where it is
   */
  public DemoGuests(String sandbox, DemoAccess access) {
    this.sandbox = sandbox;
    this.access = access;
  }

  /** Has them write; what does not arrive is missing, and no reason not to start. */
  public void write() {
    var guests = read();
    guests
        .forms()
        .forEach(form -> post(access.url() + access.webhooks().webForm().path(), form, true));
    for (var message : guests.whatsapp()) {
      var to = new HashMap<>(message);
      to.put("phoneNumberId", access.webhooks().whatsapp().phoneNumberId());
      post(sandbox + "/simulator/messages", to, false);
    }
  }

  private void post(String url, Map<String, String> what, boolean signed) {
    var body = Json.bytes(what);
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (signed) {
      request.header(
          "X-Leadmetrics-Signature", Signatures.sign(access.webhooks().webForm().secret(), body));
    }
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        LOG.warn("a guest of the demo was answered {}: {}", answer.statusCode(), answer.body());
      }
    } catch (IOException e) {
      LOG.warn("a guest of the demo could not write", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Guests read() {
    try (var in = DemoGuests.class.getResourceAsStream("/demo/guests.json")) {
      return Json.read(Objects.requireNonNull(in).readAllBytes(), Guests.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
