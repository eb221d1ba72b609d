package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Spam of web forms stays apart from leads until a person says that it is none. */
class SpamIT {
  private final TestPlatform platform = TestPlatform.shared();
  private final TestTenant tenant = platform.newTenant();
  private final TestClient owner = tenant.owner();

  @Test
  void isKeptApartAndComesBackAsALeadThatIsAnswered() {
    var email = UUID.randomUUID() + "@guests.example";
    var form =
        Map.of(
            "name",
            "Spam Guest",
            "email",
            email,
            "message",
            "Do you have a pool?",
            "honeypot",
            "filled by a bot");
    assertThat(tenant.submit(form).status()).isEqualTo(200);

    await().until(() -> conversations("spam").size() == 1);
    assertThat(conversations("all")).isEmpty();
    assertThat(owner.get("/api/v1/leads").json().path("items")).isEmpty();
    var id = conversations("spam").path(0).path("id").asText();
    var path = "/api/v1/conversations/" + id;
    assertThat(owner.get(path).json().at("/spam/reasons").toString()).contains("honeypot");
    assertThat(owner.post(path + "/replies", Map.of("text", "Hello")).status()).isEqualTo(409);

    assertThat(owner.post(path + "/not-spam", Map.of()).status()).isEqualTo(204);

    await().until(() -> owner.get("/api/v1/leads").json().path("items").size() == 1);
    await().until(() -> conversations("all").size() == 1);
    assertThat(conversations("spam")).isEmpty();
    assertThat(new TestMailbox(platform).awaits(email, "Your enquiry to").text()).isNotBlank();

    assertThat(owner.post(path + "/spam", Map.of()).status()).isEqualTo(204);
    await().until(() -> owner.get("/api/v1/leads").json().path("items").isEmpty());
  }

  private JsonNode conversations(String view) {
    return owner.get("/api/v1/conversations?view=" + view).json().path("items");
  }
}
