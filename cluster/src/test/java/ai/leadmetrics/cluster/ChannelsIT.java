package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.sandbox.BusinessNumber;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A connected channel is changed, paused, reconnected and disconnected. */
class ChannelsIT {
  private static final String CHANNELS = "/api/v1/channels";
  private static TestPlatform platform;

  private final TestTenant tenant = platform.newTenant();
  private final Person owner = Person.signIn(platform, tenant.email(), tenant.password());
  private final String phone =
      "9198" + (10_000_000 + ThreadLocalRandom.current().nextInt(9_999_999));
  private final String one = CHANNELS + '/' + tenant.whatsapp().id().local();

  @BeforeAll
  static void start() {
    platform = TestPlatform.shared();
  }

  @Test
  void credentialsAreShownToTheProviderBeforeTheyAreKept() {
    var number = "2" + phone;
    assertThat(connect(owner, number, "any").code()).isEqualTo("channel_number_unknown");
    atProvider(number, "right");
    assertThat(connect(owner, number, "wrong").code()).isEqualTo("channel_token_refused");
    assertThat(connect(owner, number, "expired-one").code()).isEqualTo("channel_token_refused");
    assertThat(owner.get(CHANNELS).text()).doesNotContain(number);

    var connected = connect(owner, number, "right");
    assertThat(connected.status()).isEqualTo(201);
    assertThat(connected.json().path("verifiedName").asText()).isEqualTo("Sandbox Business");
    assertThat(connected.json().path("displayNumber").asText()).isEqualTo("+" + number);
    assertThat(connected.text()).doesNotContain("right").doesNotContain("a-secret");
  }

  @Test
  void aRefusedTokenIsToldOfAndWhatWaitedGoesOutWithAnother() {
    atProvider(tenant.phoneNumberId(), "fresh");
    says("Hello, what time is breakfast?");
    await().untilAsserted(() -> assertThat(state()).isEqualTo("needs_reconnection"));
    await().untilAsserted(() -> assertThat(reply("error")).isEqualTo("channel_credentials"));
    assertThat(reply("status")).isEqualTo("queued");
    assertThat(owner.get("/api/v1/notifications").text()).contains("channel-broken", "Phone");
    assertThat(answer().code()).isEqualTo("channel_broken");

    assertThat(owner.put(one, Map.of("accessToken", "fresh")).code()).isEqualTo("wrong_password");
    assertThat(change("accessToken", "stale").code()).isEqualTo("channel_token_refused");
    assertThat(state()).isEqualTo("needs_reconnection");
    var changed = change("accessToken", "fresh");
    assertThat(changed.json().path("state").asText()).isEqualTo("live");
    assertThat(changed.text()).doesNotContain("fresh");
    await().untilAsserted(() -> assertThat(reply("status")).isIn("sent", "delivered", "read"));
    assertThat(reply("error")).isEqualTo("null");
    assertThat(owner.get("/api/v1/audit?action=changeChannel").text())
        .contains("accessToken", "(hidden)")
        .doesNotContain("fresh")
        .doesNotContain(tenant.password());
  }

  @Test
  void aPausedChannelKeepsWhatComesInAndSendsWhenItIsResumed() {
    assertThat(post("/pause").json().path("state").asText()).isEqualTo("paused");
    says("Hello, what time is breakfast?");
    await().untilAsserted(() -> assertThat(reply("error")).isEqualTo("channel_paused"));
    assertThat(thread(message -> true).path("direction").asText()).isNotEmpty();
    assertThat(detail().path("obstacle").asText()).isEqualTo("channel_paused");
    assertThat(answer().code()).isEqualTo("channel_paused");

    assertThat(post("/resume").json().path("state").asText()).isEqualTo("live");
    await().untilAsserted(() -> assertThat(reply("status")).isIn("sent", "delivered", "read"));
    assertThat(answer().status()).isEqualTo(202);
  }

  @Test
  void theSecretBeforeIsTakenUntilItIsEnded() {
    var rotated = change("appSecret", "another-secret");
    assertThat(rotated.json().path("previousSecretUntil").asText()).isNotEmpty();
    assertThat(deliver(tenant.appSecret())).isEqualTo(200);
    assertThat(deliver("another-secret")).isEqualTo(200);
    assertThat(deliver("a-third-secret")).isEqualTo(401);

    var ended = owner.delete(one + "/previous-secret");
    assertThat(ended.json().path("previousSecretUntil").isNull()).isTrue();
    assertThat(deliver(tenant.appSecret())).isEqualTo(401);
    assertThat(deliver("another-secret")).isEqualTo(200);
  }

  @Test
  void aDisconnectedChannelStopsAtOnceAndItsNumberIsFree() {
    says("Hello, what time is breakfast?");
    await().untilAsserted(() -> assertThat(reply("status")).isIn("sent", "delivered", "read"));
    var other = platform.newTenant();
    var stranger = Person.signIn(platform, other.email(), other.password());
    var token = Objects.requireNonNull(tenant.whatsapp().accessToken());
    assertThat(connect(stranger, tenant.phoneNumberId(), token).code()).isEqualTo("channel_exists");
    assertThat(stranger.delete(one).status()).isEqualTo(404);

    assertThat(owner.delete(one).status()).isEqualTo(204);
    assertThat(deliver(tenant.appSecret())).isEqualTo(404);
    assertThat(owner.get(CHANNELS).text()).doesNotContain(tenant.phoneNumberId());
    assertThat(reply("text")).isNotEmpty();
    assertThat(detail().path("obstacle").asText()).isEqualTo("no_channel");
    assertThat(answer().code()).isEqualTo("channel_gone");
    assertThat(owner.delete(one).code()).isEqualTo("channel_not_found");
    assertThat(connect(stranger, tenant.phoneNumberId(), token).status()).isEqualTo(201);
  }

  @Test
  void aNameIsChangedWithoutAProof() {
    var renamed = owner.put(one, Map.of("name", " Reception "));
    assertThat(renamed.json().path("name").asText()).isEqualTo("Reception");
    assertThat(owner.get("/api/v1/audit?action=changeChannel").text()).contains("Reception");
    assertThat(owner.put(one, Map.of("name", "  ")).status()).isEqualTo(400);
    assertThat(owner.put(CHANNELS + "/chan_none", Map.of("name", "X")).code())
        .isEqualTo("channel_not_found");
  }

  private void atProvider(String number, String token) {
    platform
        .sandbox()
        .register(
            new BusinessNumber(
                number,
                "+" + number,
                platform.url() + tenant.whatsappPath(),
                tenant.appSecret(),
                token,
                "verify",
                0));
  }

  private static Person.Answer connect(Person by, String number, String token) {
    return by.post(
        CHANNELS,
        Map.of(
            "kind", "whatsapp",
            "name", "Second",
            "phoneNumberId", number,
            "appSecret", "a-secret-a-secret",
            "verifyToken", "v",
            "accessToken", token,
            "replies", "ai"));
  }

  private Person.Answer change(String field, String value) {
    var body = new HashMap<String, Object>(Map.of(field, value));
    body.put("password", tenant.password());
    return owner.put(one, body);
  }

  private Person.Answer post(String action) {
    return owner.post(one + action, Map.of());
  }

  private String state() {
    return owner
        .get(CHANNELS)
        .items()
        .filter(channel -> one.endsWith(channel.path("id").asText()))
        .findFirst()
        .orElseThrow()
        .path("state")
        .asText();
  }

  private void says(String text) {
    var delivery = tenant.delivery().text("wamid." + Ids.next(Kind.MESSAGE), phone, text);
    assertThat(tenant.deliver(delivery).status()).isEqualTo(200);
  }

  /** What a delivery signed with a secret is answered. */
  private int deliver(String secret) {
    var body = tenant.delivery().text("wamid." + Ids.next(Kind.MESSAGE), phone, "Hi").bytes();
    return platform
        .client()
        .post(
            tenant.whatsappPath(),
            body,
            Map.of(
                "Content-Type",
                "application/json",
                "X-Hub-Signature-256",
                "sha256=" + WhatsAppDelivery.hmac(secret, body)))
        .status();
  }

  /** The team answers. */
  private Person.Answer answer() {
    return owner.post(conversation() + "/replies", Map.of("text", "At your service"));
  }

  private String conversation() {
    var found = owner.get("/api/v1/conversations?q=" + phone).items().findFirst();
    return "/api/v1/conversations/" + found.map(item -> item.path("id").asText()).orElse("none");
  }

  private JsonNode detail() {
    return owner.get(conversation()).json();
  }

  /** A field of the first message that went out, or should have. */
  private String reply(String field) {
    return thread(message -> message.path("direction").asText().equals("out")).path(field).asText();
  }

  private JsonNode thread(Predicate<JsonNode> wanted) {
    return owner
        .get(conversation() + "/messages")
        .items()
        .filter(wanted)
        .reduce((_, last) -> last)
        .orElse(MissingNode.getInstance());
  }
}
