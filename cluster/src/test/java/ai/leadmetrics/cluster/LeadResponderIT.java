package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * What becomes of what people say, over the real webhook with the offline model. Field cases:
 * ProgressiveCoders/Spoke#1016 (stop), complaint-and-emergency, answers-as-qualification and
 * long-and-odd-text.
 */
class LeadResponderIT {
  private final TestTenant tenant = TestPlatform.shared().newTenant();
  private final TestClient owner = tenant.owner();

  @Test
  void emergenciesComeFirstInTheInboxAndStopIsObeyed() {
    var stops = number();
    says(stops, "STOP");
    assertThat(await().until(() -> answers(stops), all -> all.size() == 1).path(0).asText())
        .contains("no more automatic messages");
    await().until(() -> detail(stops).at("/contact/optedOut").asBoolean());
    var burning = number();
    says(burning, "There is a fire in room 12");
    await().until(() -> detail(burning).path("priority").asText(), "urgent"::equals);
    says(stops, "Is there a pool?");
    await().until(() -> detail(stops).path("attentionReason").asText(), "opted_out"::equals);
    assertThat(answers(stops)).hasSize(1);
    var first = owner.get("/api/v1/conversations?view=attention&limit=1").json();
    assertThat(first.at("/items/0/attentionReason").asText()).isEqualTo("emergency");
    var cursor = first.path("next").asText();
    var rest = owner.get("/api/v1/conversations?view=attention&limit=1&cursor=" + cursor).json();
    assertThat(rest.at("/items/0/attentionReason").asText()).isEqualTo("opted_out");
    await().until(() -> owner.get("/api/v1/notifications").text(), bell -> bell.contains("Urgent"));
  }

  @Test
  void factsThatAPersonIsToldAreNotedAndNothingIsSaidToThem() {
    var guest = number();
    says(guest, "I want to talk to a person");
    await().until(() -> detail(guest).path("owner").asText(), "human"::equals);
    int before = answers(guest).size();
    says(guest, "12-15 Dec, 2 adults");
    var lead = "/api/v1/leads/" + detail(guest).path("leadId").asText();
    await().until(() -> owner.get(lead).text(), text -> text.contains("12-15 Dec"));
    assertThat(owner.get(lead).text()).contains("2 adults");
    assertThat(answers(guest)).hasSize(before);
  }

  private static String number() {
    return "9198" + ThreadLocalRandom.current().nextLong(60_000_000, 99_999_999);
  }

  private void says(String from, String text) {
    var delivery = tenant.delivery().text("wamid." + Ids.next(Kind.MESSAGE), from, text);
    assertThat(tenant.deliver(delivery).status()).isEqualTo(200);
  }

  private JsonNode detail(String from) {
    var list = owner.get("/api/v1/conversations?q=" + from).json();
    var id = list.at("/items/0/id").asText();
    return owner.get("/api/v1/conversations/" + (id.isEmpty() ? "none" : id)).json();
  }

  private JsonNode answers(String from) {
    var messages =
        owner.get("/api/v1/conversations/" + detail(from).path("id").asText() + "/messages").json();
    var texts = JsonNodeFactory.instance.arrayNode();
    messages
        .path("items")
        .forEach(
            message -> {
              if (message.path("direction").asText().equals("out")) {
                texts.add(message.path("text"));
              }
            });
    return texts;
  }
}
