package ai.leadmetrics.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphApiTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void acceptsATextMessage() {
    var answer = bench.graph(Bench.textTo("+91 98765-43210", "Hello"), "Bearer token");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("messaging_product").asText()).isEqualTo("whatsapp");
    assertThat(answer.body().at("/contacts/0/input").asText()).isEqualTo("+91 98765-43210");
    assertThat(answer.body().at("/contacts/0/wa_id").asText()).isEqualTo("919876543210");
    assertThat(answer.body().at("/messages/0/id").asText()).startsWith("wamid.");
  }

  @Test
  void acceptsATextForAPersonWithoutANumber() {
    var text =
        """
        {"messaging_product":"whatsapp","recipient":"IN.13491208655302741918","type":"text",
          "text":{"body":"Hello"}}
        """;

    var answer = bench.graph(text, "Bearer token");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/contacts/0/user_id").asText())
        .isEqualTo("IN.13491208655302741918");
    assertThat(bench.sends().getFirst().path("to").asText()).isEqualTo("IN.13491208655302741918");
    assertThat(bench.graph(text.replace("IN.1", "91"), "Bearer token").status()).isEqualTo(400);
  }

  @Test
  void theSameSendTwiceIsTwoMessages() {
    bench.send("Hello");
    bench.send("Hello");

    assertThat(bench.sends()).hasSize(2);
    assertThat(bench.sends()).extracting(send -> send.path("id").asText()).doesNotHaveDuplicates();
    assertThat(bench.sends())
        .allSatisfy(send -> assertThat(send.path("callbackData").asText()).isEqualTo("msg_1"));
  }

  @Test
  void listsSendsAfterAPosition() {
    bench.send("one");
    bench.send("two");

    assertThat(Bench.items(bench.get("/simulator/sends?since=1")))
        .singleElement()
        .satisfies(send -> assertThat(send.path("text").asText()).isEqualTo("two"));
  }

  @Test
  void acceptsATemplateThatIsRegisteredWithItsValues() {
    bench.post(
        "/simulator/templates",
        "{\"account\":\"42\",\"name\":\"welcome\",\"body\":\"Hello {{1}}, we are here.\"}");

    assertThat(bench.graph(template("welcome", "en", "Asha"), "Bearer token").status())
        .isEqualTo(200);
    assertThat(bench.sends().getFirst().path("text").asText())
        .isEqualTo("Hello Asha, we are here.");
    assertThat(bench.get("/v20.0/42/message_templates?name=wel", "Authorization", "Bearer x"))
        .satisfies(
            list ->
                assertThat(list.body().at("/data/0/components/0/text").asText())
                    .isEqualTo("Hello {{1}}, we are here."));
    assertThat(code(template("welcome", "hi", "Asha"))).isEqualTo(132001);
    assertThat(code(template("welcome", "en", "two\\nlines"))).isEqualTo(100);
    bench.post(
        "/simulator/templates",
        "{\"account\":\"42\",\"name\":\"welcome\",\"body\":\"Hello\",\"status\":\"PAUSED\"}");
    assertThat(code(template("welcome", "en", "Asha"))).isEqualTo(132015);
  }

  private int code(String template) {
    return bench.graph(template, "Bearer token").body().at("/error/code").asInt();
  }

  private static String template(String name, String language, String value) {
    return """
    {"messaging_product":"whatsapp","to":"919876543210","type":"template","template":{
      "name":"%s","language":{"code":"%s"},
      "components":[{"type":"body","parameters":[{"type":"text","text":"%s"}]}]}}
    """
        .formatted(name, language, value);
  }

  @Test
  void marksACustomersMessageAsRead() {
    bench.post(
        "/simulator/messages", "{\"from\":\"919876543210\",\"text\":\"Hi\",\"id\":\"in-1\"}");
    var body = "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"in-1\"}";

    assertThat(bench.graph(body, "Bearer token").body().path("success").asBoolean()).isTrue();
    var messages = Bench.items(bench.get("/simulator/phones/919876543210/messages"));
    assertThat(messages.getFirst().path("status").asText()).isEqualTo("read");
    assertThat(bench.sends()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic abc", "Bearer "})
  void refusesWithoutABearerToken(String authorization) {
    var answer = bench.graph(Bench.textTo("919876543210", "Hello"), authorization);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().at("/error/code").asInt()).isEqualTo(190);
  }

  @Test
  void refusesAnotherTokenThanTheNumbersOwn() {
    bench.sandbox.register(bench.number(Bench.NUMBER, "secret-token", 0));

    assertThat(bench.send("Hello").status()).isEqualTo(401);
    var right = bench.graph(Bench.textTo("919876543210", "Hello"), "Bearer secret-token");
    assertThat(right.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"messaging_product\":\"sms\",\"to\":\"919876543210\",\"text\":{\"body\":\"x\"}}",
        "{\"messaging_product\":\"whatsapp\",\"text\":{\"body\":\"x\"}}",
        "{\"messaging_product\":\"whatsapp\",\"to\":\"nobody\",\"text\":{\"body\":\"x\"}}",
        "{\"messaging_product\":\"whatsapp\",\"to\":\"919876543210\"}",
        "{\"messaging_product\":\"whatsapp\",\"to\":\"919876543210\",\"text\":{\"body\":7}}",
        "{\"messaging_product\":\"whatsapp\",\"to\":\"919876543210\",\"type\":\"fax\"}",
        "{\"messaging_product\":\"whatsapp\",\"to\":\"919876543210\",\"type\":\"template\"}",
        "{\"messaging_product\":\"whatsapp\",\"status\":\"read\"}"
      })
  void refusesWhatIsMissingOrInvalid(String body) {
    var answer = bench.graph(body, "Bearer token");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/error/code").asInt()).isEqualTo(100);
    assertThat(answer.body().at("/error/error_data/details").asText()).isNotEmpty();
    assertThat(bench.sends()).isEmpty();
  }

  @Test
  void refusesATextOverTheLimit() {
    assertThat(bench.send("x".repeat(4096)).status()).isEqualTo(200);

    var answer = bench.send("x".repeat(4097));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/error/code").asInt()).isEqualTo(100);
  }

  @Test
  void refusesANumberNobodyRegistered() {
    var body = Bench.textTo("919876543210", "Hello");
    var answer = bench.post("/v20.0/999/messages", body, "Authorization", "Bearer token");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/error/message").asText()).contains("'999' does not exist");
  }

  @Test
  void holdsANumberToItsThroughput() {
    bench.sandbox.register(bench.number(Bench.NUMBER, "", 1));
    var statuses = Stream.generate(() -> bench.send("Hello")).limit(5).toList();

    assertThat(statuses)
        .filteredOn(answer -> answer.status() == 429)
        .isNotEmpty()
        .allSatisfy(
            answer -> assertThat(answer.body().at("/error/code").asInt()).isEqualTo(130429));
  }

  @Test
  void tellsOfANumberWithAGoodToken() {
    bench.sandbox.register(bench.number(Bench.NUMBER, "secret-token", 0));
    var answer = number(Bench.NUMBER, "secret-token");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("id").asText()).isEqualTo(Bench.NUMBER);
    assertThat(answer.body().path("verified_name").asText()).isNotEmpty();
    assertThat(answer.body().path("display_phone_number").asText()).isEqualTo("+91 80 4000 1234");
  }

  @Test
  void refusesToTellOfANumberAsTheProviderDoes() {
    bench.sandbox.register(bench.number(Bench.NUMBER, "secret-token", 0));

    var wrong = number(Bench.NUMBER, "another");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.body().at("/error/code").asInt()).isEqualTo(190);
    var expired = number(Bench.NUMBER, "expired-token");
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.body().at("/error/error_subcode").asInt()).isEqualTo(463);
    var unknown = number("999", "secret-token");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body().at("/error/code").asInt()).isEqualTo(100);
    assertThat(unknown.body().at("/error/error_subcode").asInt()).isEqualTo(33);
  }

  private Bench.Answer number(String id, String token) {
    return bench.get(
        "/v20.0/" + id + "?fields=verified_name,display_phone_number",
        "Authorization",
        "Bearer " + token);
  }
}
