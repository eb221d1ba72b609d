package ai.leadmetrics.cluster;

import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What has arrived in the sandbox's mailbox. */
public final class TestMailbox {

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  public TestMailbox(TestPlatform platform) {
    url = platform.sandbox().url();
  }

  /**
   * A mail.
   *
   * @param links those of the text part
   * @param headers one line each, unfolded
   */
  public record Mail(
      String to,
      String subject,
      String messageId,
      String text,
      String html,
      List<String> links,
      List<String> headers) {}

  /** All mails to an address, the newest first. */
  public List<Mail> to(String address) {
    var query = URLEncoder.encode(address, StandardCharsets.UTF_8);
    var items = get("/mailbox/messages?to=" + query).path("items");
    return StreamSupport.stream(items.spliterator(), false).map(TestMailbox::mail).toList();
  }

  /** Waits for a mail to an address whose subject contains some words. */
  public Mail awaits(String address, String words) {
    Predicate<Mail> fits = mail -> mail.subject().contains(words);
    await().until(() -> to(address).stream().anyMatch(fits));
    return to(address).stream().filter(fits).findFirst().orElseThrow();
  }

  private static Mail mail(JsonNode item) {
    return new Mail(
        item.path("to").asText(),
        item.path("subject").asText(),
        item.path("messageId").asText(),
        item.path("text").asText(),
        item.path("html").asText(),
        texts(item.path("links")),
        texts(item.path("headers")));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private JsonNode get(String path) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url + path)).build();
      return Json.tree(http.send(request, BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
