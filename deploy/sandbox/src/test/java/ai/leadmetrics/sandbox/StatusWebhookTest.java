package ai.leadmetrics.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusWebhookTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void reportsSentDeliveredReadInOrder() {
    bench.send("Hello");

    await().until(() -> bench.receiver.deliveries().size() >= 3);
    assertThat(bench.receiver.statuses()).containsExactly("sent", "delivered", "read");
  }

  @Test
  void hasMetasShape() {
    var id = bench.send("Hello").body().at("/messages/0/id").asText();

    await().until(() -> bench.receiver.deliveries().size() >= 3);
    var value = bench.receiver.deliveries().getFirst().value();
    assertThat(value.path("messaging_product").asText()).isEqualTo("whatsapp");
    assertThat(value.at("/metadata/phone_number_id").asText()).isEqualTo(Bench.NUMBER);
    assertThat(value.at("/metadata/display_phone_number").asText()).isEqualTo("918040001234");
    var status = value.at("/statuses/0");
    assertThat(status.path("id").asText()).isEqualTo(id);
    assertThat(status.path("recipient_id").asText()).isEqualTo("919876543210");
    assertThat(status.path("timestamp").isTextual()).isTrue();
    assertThat(status.path("biz_opaque_callback_data").asText()).isEqualTo("msg_1");
    assertThat(status.at("/conversation/origin/type").asText()).isEqualTo("service");
    assertThat(status.at("/pricing/category").asText()).isEqualTo("service");
  }

  @Test
  void signsTheRawBytes() {
    bench.post("/simulator/messages", "{\"from\":\"919876543210\",\"text\":\"नमस्ते 🙏 a/b\"}");

    var delivery = bench.receiver.deliveries().getFirst();
    assertThat(delivery.signature()).isEqualTo(Signature.of(Bench.SECRET, delivery.raw()));
    // Escaped as Meta does it, so a receiver that re-serialises computes another signature.
    assertThat(new String(delivery.raw(), StandardCharsets.UTF_8))
        .contains("\\u0928")
        .contains("a\\/b");
    assertThat(delivery.value().at("/messages/0/text/body").asText()).isEqualTo("नमस्ते 🙏 a/b");
  }

  @Test
  void signatureMatchesAKnownValue() {
    var body = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.UTF_8);

    assertThat(Signature.of("key", body))
        .isEqualTo("sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
  }

  @Test
  void repeatsAWebhookUntilItIsAccepted() {
    bench.receiver.answers(503, 500);
    bench.send("Hello");

    await().until(() -> bench.receiver.deliveries().size() >= 5);
    assertThat(bench.receiver.statuses())
        .containsExactly("sent", "sent", "sent", "delivered", "read");
  }

  @Test
  void givesAWebhookUpInTheEnd() {
    bench.receiver.answers(503, 503, 503, 503);
    bench.send("Hello");

    await().until(() -> bench.receiver.deliveries().size() >= 6);
    assertThat(bench.receiver.statuses())
        .containsExactly("sent", "sent", "sent", "sent", "delivered", "read");
  }
}
