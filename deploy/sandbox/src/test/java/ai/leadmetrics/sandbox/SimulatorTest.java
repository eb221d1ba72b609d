package ai.leadmetrics.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  private static final String THREAD = "/simulator/phones/+919876543210/messages";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void postsACustomersMessageInMetasShape() {
    var answer =
        bench.post(
            "/simulator/messages",
            "{\"from\":\"+91 98765 43210\",\"text\":\"Hi\",\"name\":\"Asha\"}");

    assertThat(answer.body().path("status").asInt()).isEqualTo(200);
    var value = bench.receiver.deliveries().getFirst().value();
    assertThat(value.at("/contacts/0/profile/name").asText()).isEqualTo("Asha");
    assertThat(value.at("/contacts/0/wa_id").asText()).isEqualTo("919876543210");
    var message = value.at("/messages/0");
    assertThat(message.path("id").asText()).isEqualTo(answer.body().path("id").asText());
    assertThat(message.path("from").asText()).isEqualTo("919876543210");
    assertThat(message.path("type").asText()).isEqualTo("text");
    assertThat(message.at("/text/body").asText()).isEqualTo("Hi");
    assertThat(message.path("timestamp").isTextual()).isTrue();
  }

  @Test
  void saysHowTheWebhookAnswered() {
    bench.receiver.answers(401);
    assertThat(say("Hi").body().path("status").asInt()).isEqualTo(401);

    bench.receiver.close();
    assertThat(say("Hi again").body().path("status").asInt()).isZero();
  }

  @Test
  void redeliversAMessageWhenAsked() {
    bench.receiver.answers(503);
    bench.post("/simulator/messages", "{\"from\":\"919876543210\",\"text\":\"Hi\",\"retry\":true}");

    await().until(() -> bench.receiver.deliveries().size() == 2);
    assertThat(bench.receiver.deliveries().get(1).raw())
        .isEqualTo(bench.receiver.deliveries().get(0).raw());
  }

  @Test
  void oneMessageDeliveredTwiceIsOneOnThePhone() {
    for (var i = 0; i < 2; i++) {
      bench.post(
          "/simulator/messages", "{\"from\":\"919876543210\",\"text\":\"Hi\",\"id\":\"in-1\"}");
    }

    assertThat(bench.receiver.deliveries()).hasSize(2);
    assertThat(Bench.items(bench.get(THREAD))).hasSize(1);
  }

  @Test
  void aReaderWaitsForTheAnswer() {
    say("Hi");
    var last = Bench.items(bench.get(THREAD)).getLast().path("n").asLong();
    var waiting =
        CompletableFuture.supplyAsync(() -> bench.get(THREAD + "?after=" + last + "&waitMs=5000"));
    bench.send("Welcome");

    assertThat(Bench.items(waiting.join()))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.path("direction").asText()).isEqualTo("out");
              assertThat(item.path("text").asText()).isEqualTo("Welcome");
            });
  }

  @Test
  void aReaderIsNotKeptLongerThanItAsked() {
    assertThat(Bench.items(bench.get(THREAD + "?after=0&waitMs=50"))).isEmpty();
  }

  @Test
  void changesOfStatusReachReadersWhoAskForThem() {
    bench.send("Welcome");
    await()
        .until(
            () -> "read".equals(Bench.items(bench.get(THREAD)).getFirst().path("status").asText()));
    var n = Bench.items(bench.get(THREAD)).getFirst().path("n").asLong();

    assertThat(Bench.items(bench.get(THREAD + "?after=" + n))).isEmpty();
    assertThat(Bench.items(bench.get(THREAD + "?after=" + n + "&since=" + n))).hasSize(1);
  }

  @Test
  void listsPhonesMostRecentFirst() {
    say("Hi");
    bench.post("/simulator/messages", "{\"from\":\"4915112345678\",\"text\":\"Guten Tag\"}");

    assertThat(Bench.items(bench.get("/simulator/phones")))
        .extracting(phone -> phone.path("number").asText())
        .containsExactly("+4915112345678", "+919876543210");
  }

  @Test
  void forgetsOnRequestButKeepsTheNumbers() {
    bench.send("Hello");
    var epoch = bench.get("/simulator/phones").body().path("epoch");

    assertThat(bench.delete("/simulator/state").status()).isEqualTo(204);
    assertThat(bench.sends()).isEmpty();
    assertThat(bench.get("/simulator/phones").body().path("epoch")).isNotEqualTo(epoch);
    assertThat(bench.send("Hello").status()).isEqualTo(200);
  }

  @Test
  void severalNumbersAreToldApart() {
    bench.sandbox.register(bench.number("222", "", 0));

    assertThat(say("Hi").status()).isEqualTo(400);
    var to222 = "{\"from\":\"919876543210\",\"text\":\"Hi\",\"phoneNumberId\":\"222\"}";
    assertThat(bench.post("/simulator/messages", to222).status()).isEqualTo(200);
    assertThat(bench.receiver.deliveries().getFirst().value().at("/metadata/phone_number_id"))
        .hasToString("\"222\"");
    assertThat(Bench.items(bench.get(THREAD + "?phoneNumberId=" + Bench.NUMBER))).isEmpty();
  }

  @Test
  void configurationUpdatesAndKeepsSecretsToItself() {
    var answer =
        bench.post(
            "/simulator/config",
            "{\"phoneNumberId\":\"" + Bench.NUMBER + "\",\"displayPhoneNumber\":\"+1 555 0100\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("displayPhoneNumber").asText()).isEqualTo("+1 555 0100");
    assertThat(answer.body().path("webhookUrl").asText()).isEqualTo(bench.receiver.url());
    assertThat(bench.page("/simulator/config").body()).doesNotContain(Bench.SECRET, "let-me-in");
  }

  @Test
  void refusesAConfigurationItCannotUse() {
    assertThat(bench.post("/simulator/config", "{}").status()).isEqualTo(400);
    assertThat(bench.post("/simulator/config", "{\"phoneNumberId\":\"1\"}").status())
        .isEqualTo(400);
    var file = "{\"phoneNumberId\":\"1\",\"webhookUrl\":\"file:///x\",\"appSecret\":\"s\"}";
    assertThat(bench.post("/simulator/config", file).status()).isEqualTo(400);
  }

  @Test
  void performsTheSubscriptionHandshake() {
    assertThat(bench.post("/simulator/verify", "{}").body().path("verified").asBoolean()).isTrue();
  }

  @Test
  void refusesOtherSites() {
    var body = "{\"mode\":\"429\",\"count\":5}";

    assertThat(bench.post("/simulator/faults", body, "Origin", "https://example.com").status())
        .isEqualTo(403);
    assertThat(bench.post("/simulator/faults", body, "Origin", bench.sandbox.url()).status())
        .isEqualTo(200);
  }

  private Bench.Answer say(String text) {
    return bench.post(
        "/simulator/messages", "{\"from\":\"919876543210\",\"text\":\"" + text + "\"}");
  }
}
