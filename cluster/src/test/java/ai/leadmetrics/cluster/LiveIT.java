package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.streams.kit.Platform;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The live socket on a running node: what comes, to whom, and when it ends. */
class LiveIT {
  private static final TestPlatform TEST = TestPlatform.shared();
  private static final String INBOX = "{\"op\":\"subscribe\",\"topic\":\"inbox\"}";

  private final Platform platform = TEST.node().platform();
  private final TestTenant acme = TEST.newTenant();
  private final ApiClient owner = ApiClient.signedIn(platform, acme.id(), Role.ADMIN);

  @Test
  void aMessageIsToldOnceItCanBeFetched() {
    var socket = owner.live();
    socket.await("welcome");
    socket.say(INBOX);
    deliver(acme);
    var event = socket.await(inboxEvent());
    var id = event.get("entity").asText();
    assertThat(owner.get("/api/v1/conversations/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void afterADropWhatWasMissedIsTold() {
    var socket = owner.live();
    var position = socket.await("welcome").get("position").asText();
    socket.drop();
    deliver(acme);
    await()
        .until(
            () -> ApiClient.tree(owner.get("/api/v1/conversations")).get("items"),
            items -> !items.isEmpty());
    var again = owner.live();
    again.await("welcome");
    again.say(INBOX);
    again.say("{\"op\":\"resume\",\"position\":\"" + position + "\"}");
    assertThat(again.await(inboxEvent()).get("type").asText()).isNotBlank();
  }

  @Test
  void nothingOfAnotherTenantIsTold() {
    var other = TEST.newTenant();
    var stranger = ApiClient.signedIn(platform, other.id(), Role.ADMIN).live();
    stranger.await("welcome");
    stranger.say(INBOX);
    stranger.say("{\"op\":\"subscribe\",\"topic\":\"leads\"}");
    var mine = owner.live();
    mine.await("welcome");
    mine.say(INBOX);
    deliver(acme);
    var event = mine.await(inboxEvent());
    stranger.say(
        "{\"op\":\"subscribe\",\"topic\":\"conversation:" + event.get("entity").asText() + "\"}");
    owner.post(
        "/api/v1/conversations/" + event.get("entity").asText() + "/replies",
        "{\"text\":\"Hello back\"}");
    deliver(other);
    // What comes to the stranger last is its own; nothing before it was ours.
    var seen = stranger.await(inboxEvent());
    assertThat(seen.get("entity").asText()).isNotEqualTo(event.get("entity").asText());
    // A resume may ask to fetch everything again, which drops what waits: so it comes last.
    stranger.say("{\"op\":\"resume\",\"position\":\"0.0\"}");
    stranger.await(_ -> true);
    assertThat(stranger.rest())
        .noneMatch(message -> message.path("entity").equals(event.get("entity")));
  }

  @Test
  void signingOutClosesTheSocket() throws Exception {
    var socket = owner.live();
    socket.await("welcome");
    assertThat(owner.post("/api/v1/auth/sign-out", "{}").statusCode()).isEqualTo(204);
    assertThat(socket.await("bye").get("reason").asText()).isEqualTo("signed_out");
    assertThat(socket.closed.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(owner.get("/api/v1/me").statusCode()).isEqualTo(401);
  }

  @Test
  void aTicketOpensOneSocket() {
    var ticket = owner.ticket();
    owner.live(ticket).await("welcome");
    assertThatThrownBy(() -> owner.live(ticket)).isNotNull();
    assertThatThrownBy(() -> owner.live("nonsense")).isNotNull();
  }

  @Test
  void aPageOfAnotherSiteIsRefusedAndSoIsPlainHttp() {
    assertThatThrownBy(() -> owner.live(owner.ticket(), "https://evil.example")).isNotNull();
    assertThat(owner.get("/live?ticket=" + owner.ticket()).statusCode()).isEqualTo(426);
  }

  @Test
  void aMessageTooLongEndsTheSocket() throws Exception {
    var socket = owner.live();
    socket.await("welcome");
    socket.say("{\"op\":\"subscribe\",\"topic\":\"" + "x".repeat(10_000) + "\"}");
    assertThat(socket.closed.get(10, TimeUnit.SECONDS)).isTrue();
  }

  private static Predicate<JsonNode> inboxEvent() {
    return message ->
        message.get("op").asText().equals("event")
            && message.get("topic").asText().equals("inbox")
            // Names of contacts are told there too.
            && message.get("entity").asText().startsWith("conv_");
  }

  private static void deliver(TestTenant tenant) {
    var from = "9197" + Math.abs(UUID.randomUUID().hashCode() % 90_000_000 + 10_000_000);
    assertThat(tenant.deliver(tenant.delivery().text("wamid." + from, from, "Hello")).status())
        .isEqualTo(200);
  }
}
