package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.streams.kit.Signatures;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Deliveries that cannot be taken now: the sender is told so, and when to come again. On a platform
 * of its own: few deliveries are allowed, and the broker is stopped.
 */
class WebhooksOverloadIT {
  private static TestPlatform test;

  @BeforeAll
  static void start() {
    test = TestPlatform.start(Map.of("leadmetrics.http.rates.webhook.burst", 2));
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Test
  void tooManyAre429AndWithoutTheBroker503() {
    var platform = test.node().platform();
    var number = "100200300400502";
    var path =
        "/webhooks/whatsapp/"
            + new Inbound(platform).connect(Inbound.tenant(), ChannelKind.WHATSAPP, number);
    var statuses =
        IntStream.range(0, 20)
            .mapToObj(i -> deliver(path, number, "burst." + i))
            .peek(WebhooksOverloadIT::saysWhenToRetry)
            .peek(WebhooksOverloadIT::saysWhatIsLeft)
            .map(HttpResponse::statusCode)
            .toList();
    assertThat(statuses).contains(200, 429).containsOnly(200, 429);

    var kafka = Objects.requireNonNull(test.node().embedded().kafka());
    kafka.stop();
    try {
      var other =
          "/webhooks/whatsapp/"
              + new Inbound(platform)
                  .connect(Inbound.tenant(), ChannelKind.WHATSAPP, "100200300400503");
      var refused = deliver(other, "100200300400503", "gone.1");
      assertThat(refused.statusCode()).isEqualTo(503);
      saysWhenToRetry(refused);
      var ready = ApiClient.anonymous(platform).get("/health/ready");
      assertThat(ready.statusCode()).as(ready.body()).isEqualTo(503);
      assertThat(ApiClient.tree(ready).at("/parts/broker").asText()).isEqualTo("down");
      assertThat(ApiClient.tree(ready).at("/parts/database").asText()).isEqualTo("up");
    } finally {
      kafka.start();
    }
  }

  private static void saysWhenToRetry(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      assertThat(response.headers().firstValue("Retry-After").map(Integer::parseInt))
          .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1, 60));
    }
  }

  private static void saysWhatIsLeft(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("RateLimit-Policy")).hasValue("\"webhook\";q=2;w=1");
    assertThat(response.headers().firstValue("RateLimit")).get().asString().contains(";r=");
  }

  private static HttpResponse<String> deliver(String path, String number, String id) {
    var body = Inbound.messages(number, Inbound.message("919812345678", id, "hi"));
    var raw = body.getBytes(StandardCharsets.UTF_8);
    return ApiClient.send(
        ApiClient.anonymous(test.node().platform())
            .request(path)
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", Signatures.sign(Inbound.SECRET, raw))
            .POST(BodyPublishers.ofString(body)));
  }
}
