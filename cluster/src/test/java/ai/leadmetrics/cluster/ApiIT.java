package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.streams.kit.Platform;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The API over real HTTP, held to its own document and to the borders between tenants. */
class ApiIT {
  private static final TestPlatform TEST = TestPlatform.shared();
  private static final TestTenant ACME = TEST.newTenant();

  private final Platform platform = TEST.node().platform();
  private final ApiClient owner = ApiClient.signedIn(platform, ACME.id(), Role.ADMIN);
  private final ApiDocument document = ApiDocument.of(ApiClient.anonymous(platform));

  @Test
  void answersConformToTheDocument() {
    conversation();
    var operator = ApiClient.signedIn(platform, null, Role.SUPER_ADMIN);
    for (var operation : document.operations()) {
      if (operation.reads() && !operation.asks() && !operation.schema().isMissingNode()) {
        var client = operation.access().equals("platform") ? operator : owner;
        var answer = client.get(operation.path());
        assertThat(answer.statusCode()).as(operation + answer.body()).isEqualTo(200);
        conforms(answer, operation);
      }
    }
  }

  @Test
  void writesConformToTheDocument() {
    var conversation = "/api/v1/conversations/" + conversation().get("conversations");
    assertThat(owner.post(conversation + "/take-over", "{}").statusCode()).isEqualTo(204);
    var reply = owner.post(conversation + "/replies", "{\"text\":\"At your service\"}");
    assertThat(reply.statusCode()).isEqualTo(202);
    conforms(reply, "reply");
    assertThat(owner.post(conversation + "/read", "{}").statusCode()).isEqualTo(204);
    assertThat(owner.post(conversation + "/hand-back", "{}").statusCode()).isEqualTo(204);
    var channel =
        owner.post(
            "/api/v1/channels",
            "{\"kind\":\"web-form\",\"name\":\"F\",\"replies\":\"ai\",\"appSecret\":\"s3cr3t-s3cr3t\"}");
    assertThat(channel.statusCode()).isEqualTo(201);
    conforms(channel, "createChannel");
    assertThat(channel.body()).doesNotContain("s3cr3t");
  }

  @Test
  void freeTextIsRefusedADayAfterTheLastMessage() {
    var tenant = TEST.newTenant();
    var agent = tenant.owner();
    var yesterday = Clock.offset(platform.clock(), Duration.ofHours(-25));
    var from = "9198" + Math.abs(UUID.randomUUID().hashCode() % 90_000_000 + 10_000_000);
    var delivery = new WhatsAppDelivery(tenant.phoneNumberId(), yesterday);
    assertThat(tenant.deliver(delivery.text("wamid." + from, from, "Hello")).status())
        .isEqualTo(200);
    var found =
        await()
            .until(
                () -> agent.get("/api/v1/conversations").json().path("items"),
                items -> !items.isEmpty());
    var reply =
        agent.post(
            "/api/v1/conversations/" + found.get(0).get("id").asText() + "/replies",
            Map.of("text", "At your service"));
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.json().path("code").asText()).isEqualTo("window_closed");
  }

  @Test
  void aRepeatedReplyIsOneMessage() {
    var conversation = "/api/v1/conversations/" + conversation().get("conversations");
    var key = UUID.randomUUID().toString();
    var answers = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      var answer =
          ApiClient.send(
              owner
                  .request(conversation + "/replies")
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", key)
                  .POST(BodyPublishers.ofString("{\"text\":\"Once only\"}")));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      answers.add(answer.body());
    }
    assertThat(answers).containsOnly(answers.getFirst());
    await()
        .until(
            () ->
                ApiClient.tree(owner.get(conversation + "/messages"))
                    .get("items")
                    .valueStream()
                    .filter(message -> message.path("text").asText().equals("Once only"))
                    .count(),
            count -> count == 1);
  }

  @Test
  void theCookieSignsInAndWritesNeedTheHeader() {
    var anonymous = ApiClient.anonymous(platform);
    var signIn =
        anonymous.post(
            "/api/v1/auth/sign-in",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ACME.email(), ACME.password()));
    var cookies = signIn.headers().allValues("Set-Cookie");
    assertThat(cookies)
        .hasSize(3)
        .allSatisfy(each -> assertThat(each).contains("HttpOnly", "SameSite=Strict", "Path=/"));
    var cookie =
        cookies.stream().filter(each -> each.contains("session=")).findFirst().orElseThrow();
    var pair = cookie.substring(0, cookie.indexOf(';'));
    var me = ApiClient.send(anonymous.request("/api/v1/me").header("Cookie", pair).GET());
    assertThat(me.statusCode()).isEqualTo(200);
    var out =
        anonymous
            .request("/api/v1/auth/sign-out")
            .header("Cookie", pair)
            .POST(BodyPublishers.noBody());
    assertThat(ApiClient.code(ApiClient.send(out))).isEqualTo("csrf");
    var ended = ApiClient.send(out.header("X-Leadmetrics", "portal"));
    assertThat(ended.statusCode()).as(ended.body()).isEqualTo(204);
    assertThat(ended.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    var after = ApiClient.send(anonymous.request("/api/v1/me").header("Cookie", pair).GET());
    assertThat(after.statusCode()).isEqualTo(401);
  }

  @Test
  void wrongPasswordsAnswerAlikeAndAreCounted() {
    var anonymous = ApiClient.anonymous(platform);
    var body = "{\"email\":\"%s\",\"password\":\"wrong\"}";
    var known = anonymous.post("/api/v1/auth/sign-in", body.formatted(ACME.email()));
    var unknown = anonymous.post("/api/v1/auth/sign-in", body.formatted("nobody@x.example"));
    assertThat(known.statusCode()).isEqualTo(401);
    assertThat(withoutInstance(known)).isEqualTo(withoutInstance(unknown));
    var guessed = "guess-" + UUID.randomUUID() + "@x.example";
    HttpResponse<String> last = known;
    for (int i = 0; i < 11; i++) {
      last = anonymous.post("/api/v1/auth/sign-in", body.formatted(guessed));
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void thePortalWasBuiltForThisDocument() throws Exception {
    var file = Path.of(System.getProperty("leadmetrics.root"), "http/portal/openapi.json");
    assertThat(document.tree().toPrettyString() + "\n").isEqualTo(Files.readString(file));
  }

  @Test
  void healthDocsAndMetricsAreThere() {
    var anonymous = ApiClient.anonymous(platform);
    assertThat(anonymous.get("/health/live").statusCode()).isEqualTo(200);
    var ready = anonymous.get("/health/ready");
    assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
    assertThat(ApiClient.tree(ready).get("parts").properties())
        .extracting(Map.Entry::getKey)
        .contains("database", "broker", "entities");
    assertThat(ApiClient.tree(anonymous.get("/version")).path("version").asText())
        .doesNotContain("$")
        .isNotBlank();
    assertThat(anonymous.get("/metrics").body()).contains("leadmetrics_http_requests");
    var elsewhere =
        ApiClient.send(anonymous.request("/metrics").header("X-Forwarded-For", "8.8.8.8").GET());
    assertThat(elsewhere.statusCode()).isEqualTo(401);
    var docs = anonymous.get("/api/docs");
    assertThat(docs.body()).contains("swagger-ui");
    assertThat(anonymous.get("/api/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
    var policy = docs.headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy)
        .contains("default-src 'self'")
        .doesNotContainPattern("script-src[^;]*(unsafe|\\*)");
    assertThat(docs.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(anonymous.get("/assets/../../logback.xml").statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(anonymous.get("/assets/none.js").statusCode()).isEqualTo(404);
  }

  /** A conversation of the tenant with its lead and a run, as its API shows them. */
  private Map<String, String> conversation() {
    var from = "9198" + Math.abs(UUID.randomUUID().hashCode() % 90_000_000 + 10_000_000);
    assertThat(ACME.deliver(ACME.delivery().text("wamid." + from, from, "Hello")).status())
        .isEqualTo(200);
    var ids = new LinkedHashMap<String, String>();
    for (var list : List.of("conversations", "leads", "agent-runs")) {
      var items =
          await()
              .until(
                  () -> ApiClient.tree(owner.get("/api/v1/" + list)).get("items"),
                  found -> found != null && !found.isEmpty());
      ids.put(list, items.get(0).get("id").asText());
    }
    return ids;
  }

  private static JsonNode withoutInstance(HttpResponse<String> response) {
    var problem = (ObjectNode) ApiClient.tree(response);
    problem.remove("instance");
    return problem;
  }

  private void conforms(HttpResponse<String> response, String operation) {
    conforms(response, document.operation(operation));
  }

  private void conforms(HttpResponse<String> response, ApiDocument.Operation operation) {
    assertThat(document.violations(operation, response.body()))
        .as(response.uri() + " " + response.body())
        .isEmpty();
  }
}
