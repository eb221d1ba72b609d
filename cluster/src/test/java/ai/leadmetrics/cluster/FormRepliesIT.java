package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Answers to web forms go by the best way that is known, and the thread says which. */
class FormRepliesIT {
  private final TestPlatform platform = TestPlatform.shared();
  private final TestTenant tenant = platform.newTenant();
  private final TestClient owner = tenant.owner();

  @Test
  void byEmailWhereNothingElseIsKnown() {
    var email = UUID.randomUUID() + "@guests.example";
    submit("Mail Guest", Map.of("email", email, "message", "I want to talk to a person"));
    var mailbox = new TestMailbox(platform);
    var answer = mailbox.awaits(email, "Your enquiry to Business");
    assertThat(answer.text()).isNotBlank();
    await().until(() -> outgoing("Mail Guest"), all -> all.path("status").asText().equals("sent"));
    assertThat(outgoing("Mail Guest").at("/via/kind").asText()).isEqualTo("email");
    assertThat(outgoing("Mail Guest").at("/via/address").asText()).isEqualTo(email);

    var conversation = conversation("Mail Guest");
    assertThat(conversation.at("/replyWay/kind").asText()).isEqualTo("email");
    reply(conversation, "We call you at four.");
    await()
        .untilAsserted(
            () ->
                assertThat(mailbox.to(email))
                    .anyMatch(mail -> mail.text().contains("We call you at four.")));
  }

  @Test
  void byWhatsAppWhileThePersonsWindowIsOpen() {
    var phone = "9198" + ThreadLocalRandom.current().nextLong(10_000_000, 59_999_999);
    var delivery = tenant.delivery().text("wamid." + UUID.randomUUID(), phone, "Hello");
    assertThat(tenant.deliver(delivery).status()).isEqualTo(200);
    await().until(() -> sentTo(phone) == 1);

    submit("Form Guest", Map.of("phone", "+" + phone, "message", "I want to talk to a person"));

    await().until(() -> sentTo(phone) == 2);
    await().until(() -> outgoing("Form Guest").at("/via/kind").asText(), "whatsapp"::equals);
  }

  @Test
  void inATemplateToWhoHasNotWrittenByWhatsApp() {
    var account = "waba" + UUID.randomUUID().toString().substring(0, 8);
    var channel =
        "/api/v1/channels/"
            + owner
                .get("/api/v1/channels")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("kind").asText().equals("whatsapp"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    var wanted = Map.of("account", account, "name", "enquiry", "language", "en");
    var unknown = owner.put(channel + "/reply-template", wanted);
    assertThat(unknown.json().path("code").asText()).isEqualTo("template_unknown");
    new TestClient(platform.sandbox().url())
        .post(
            "/simulator/templates",
            Map.of(
                "account",
                account,
                "name",
                "enquiry",
                "body",
                "On your enquiry: {{1}} Write here."));
    assertThat(owner.put(channel + "/reply-template", wanted).status()).isEqualTo(200);
    var phone = "9198" + ThreadLocalRandom.current().nextLong(10_000_000, 59_999_999);
    var email = UUID.randomUUID() + "@guests.example";

    submit(
        "Template Guest",
        Map.of("phone", "+" + phone, "email", email, "message", "I want to talk to a person"));

    await().until(() -> outgoing("Template Guest").path("status").asText(), "delivered"::equals);
    var sent = outgoing("Template Guest");
    assertThat(sent.at("/via/kind").asText()).isEqualTo("whatsapp");
    assertThat(sent.path("text").asText()).startsWith("On your enquiry: ").endsWith(" Write here.");
    var conversation = conversation("Template Guest");
    assertThat(conversation.at("/replyWay/template/name").asText()).isEqualTo("enquiry");

    // By e-mail what has no room in the template
    reply(conversation, "We call you. ".repeat(90));
    new TestMailbox(platform).awaits(email, "Your enquiry to Business");
    submit(
        "Phone Guest",
        Map.of("phone", "+" + (Long.parseLong(phone) + 1), "message", "Is there a pool?"));
    await()
        .until(() -> conversation("Phone Guest").at("/replyWay/kind").asText(), "whatsapp"::equals);
    var path = "/api/v1/conversations/" + conversation("Phone Guest").path("id").asText();
    var refused = owner.post(path + "/replies", Map.of("text", "We call you. ".repeat(90)));
    assertThat(refused.json().path("code").asText()).isEqualTo("reply_too_long");

    assertThat(owner.delete(channel + "/reply-template").status()).isEqualTo(200);
    assertThat(conversation("Template Guest").at("/replyWay/kind").asText()).isEqualTo("email");
  }

  /** The address may be somebody else's. */
  @Test
  void nobodyIsMailedAgainAndAgainBecauseTheirAddressWasTyped() {
    var email = UUID.randomUUID() + "@victims.example";
    var mailbox = new TestMailbox(platform);
    for (int i = 1; i <= 5; i++) {
      submit("Mail Flood", Map.of("email", email, "message", "Is there a pool? " + i));
      int expected = i;
      await().until(() -> mailbox.to(email).size() == expected);
      handBackIfTaken("Mail Flood");
    }
    submit("Mail Flood", Map.of("email", email, "message", "Is there a sauna?"));
    await()
        .until(
            () -> conversation("Mail Flood").path("attentionReason").asText(),
            "no_reply_address"::equals);
    assertThat(mailbox.to(email)).hasSize(5);
  }

  private void handBackIfTaken(String name) {
    await().until(() -> !conversation(name).path("replyPending").asBoolean());
    var conversation = conversation(name);
    if (conversation.path("owner").asText().equals("human")) {
      var path = "/api/v1/conversations/" + conversation.path("id").asText() + "/hand-back";
      assertThat(owner.post(path, Map.of()).status()).isEqualTo(204);
    }
  }

  @Test
  void aPersonIsCalledWhereNoWayIsKnown() {
    submit("Lost Guest", Map.of("phone", "+919812300000", "message", "Is there a pool?"));
    await()
        .until(
            () -> conversation("Lost Guest").path("attentionReason").asText(),
            "no_reply_address"::equals);
    assertThat(conversation("Lost Guest").path("replyWay").isNull()).isTrue();
  }

  private void submit(String name, Map<String, String> fields) {
    var form = new HashMap<>(fields);
    form.put("name", name);
    assertThat(tenant.submit(form).status()).isEqualTo(200);
  }

  private long sentTo(String phone) {
    var messages =
        new TestClient(platform.sandbox().url())
            .get("/simulator/phones/" + phone + "/messages")
            .json()
            .path("items");
    return messages
        .valueStream()
        .filter(message -> message.path("direction").asText().equals("out"))
        .count();
  }

  private void reply(JsonNode conversation, String text) {
    var path = "/api/v1/conversations/" + conversation.path("id").asText() + "/replies";
    assertThat(owner.post(path, Map.of("text", text)).status()).isEqualTo(202);
  }

  private JsonNode conversation(String name) {
    var list = owner.get("/api/v1/conversations?q=" + name.replace(" ", "%20")).json();
    var forms =
        list.path("items")
            .valueStream()
            .filter(one -> one.path("channel").asText().equals("web-form"))
            .toList();
    var id = forms.isEmpty() ? "none" : forms.getFirst().path("id").asText();
    return owner.get("/api/v1/conversations/" + id).json();
  }

  private JsonNode outgoing(String name) {
    var id = conversation(name).path("id").asText();
    var messages = owner.get("/api/v1/conversations/" + id + "/messages").json().path("items");
    return messages
        .valueStream()
        .filter(message -> message.path("direction").asText().equals("out"))
        .findFirst()
        .orElse(messages);
  }
}
