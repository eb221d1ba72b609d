package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.Platform;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private final JsonNode document =
      ApiClient.tree(ApiClient.anonymous(platform).get("/api/v1/openapi.json"));

  /** One operation of the document. */
  private record Operation(String method, String path, JsonNode declared) {
    boolean platform() {
      return declared.path("x-permission").asText().startsWith("ops.");
    }

    JsonNode schema() {
      for (var status : List.of("200", "201", "202")) {
        var schema = declared.at("/responses/" + status + "/content/application~1json/schema");
        if (!schema.isMissingNode()) {
          return schema;
        }
      }
      return declared.path("nothing");
    }
  }

  @Test
  void answersConformToTheDocument() {
    var ids = conversation();
    for (var operation : operations()) {
      if (operation.method.equals("get")) {
        var client =
            operation.platform() ? ApiClient.signedIn(platform, null, Role.SUPER_ADMIN) : owner;
        var path = fill(operation.path, ids);
        if (!path.contains("{")) {
          var answer = client.get(path);
          assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
          conforms(answer, operation.schema());
        }
      }
    }
  }

  @Test
  void writesConformToTheDocument() {
    var conversation = "/api/v1/conversations/" + conversation().get("conversations");
    assertThat(owner.post(conversation + "/take-over", "{}").statusCode()).isEqualTo(204);
    var reply = owner.post(conversation + "/replies", "{\"text\":\"At your service\"}");
    assertThat(reply.statusCode()).isEqualTo(202);
    conforms(reply, operation("reply").schema());
    assertThat(owner.post(conversation + "/read", "{}").statusCode()).isEqualTo(204);
    assertThat(owner.post(conversation + "/hand-back", "{}").statusCode()).isEqualTo(204);
    var channel =
        owner.post(
            "/api/v1/channels",
            "{\"kind\":\"web-form\",\"name\":\"F\",\"replies\":\"ai\",\"appSecret\":\"s3cr3t-s3cr3t\"}");
    assertThat(channel.statusCode()).isEqualTo(201);
    conforms(channel, operation("createChannel").schema());
    assertThat(channel.body()).doesNotContain("s3cr3t");
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
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                ApiClient.tree(owner.get(conversation + "/messages"))
                    .get("items")
                    .findValuesAsText("text")
                    .stream()
                    .filter("Once only"::equals)
                    .count(),
            count -> count == 1);
  }

  @Test
  void whatIsNotYoursAnswersLikeWhatIsNotThere() {
    var theirs = conversation();
    var absent = new LinkedHashMap<String, String>();
    absent.put("conversations", Ids.next(Kind.CONVERSATION));
    absent.put("leads", Ids.next(Kind.LEAD));
    absent.put("agent-runs", Ids.next(Kind.RUN));
    var stranger = ApiClient.signedIn(platform, TEST.newTenant().id(), Role.ADMIN);
    int checked = 0;
    for (var operation : operations()) {
      if (operation.path.contains("{id}") && !operation.platform()) {
        assertThat(fill(operation.path, theirs)).doesNotContain("{");
        var foreign = call(stranger, operation, fill(operation.path, theirs));
        var missing = call(stranger, operation, fill(operation.path, absent));
        assertThat(foreign.statusCode()).as(operation.path + foreign.body()).isEqualTo(404);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(withoutInstance(foreign)).isEqualTo(withoutInstance(missing));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(8);
    for (var list : List.of("conversations", "leads", "agent-runs")) {
      assertThat(ApiClient.tree(stranger.get("/api/v1/" + list)).get("items")).isEmpty();
    }
  }

  @Test
  void nobodyGetsInWithoutPermission() {
    var anonymous = ApiClient.anonymous(platform);
    var viewer = ApiClient.signedIn(platform, ACME.id(), Role.VIEWER);
    var ids = conversation();
    for (var operation : operations()) {
      if (!operation.declared.get("security").isEmpty()) {
        var path = fill(operation.path, ids);
        assertThat(call(anonymous, operation, path).statusCode()).as(path).isEqualTo(401);
        var permission = operation.declared.path("x-permission").asText();
        if (!List.of("", "inbox.read", "leads.read").contains(permission)) {
          assertThat(call(viewer, operation, path).statusCode()).as(path).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void theCookieSignsInAndWritesNeedTheHeader() {
    var anonymous = ApiClient.anonymous(platform);
    var signIn =
        anonymous.post(
            "/api/v1/auth/sign-in",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ACME.email(), ACME.password()));
    var cookie = signIn.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
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
    assertThat(document.toPrettyString() + "\n").isEqualTo(Files.readString(file));
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
    assertThat(policy).contains("default-src 'self'").doesNotContain("script-src");
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
              .atMost(Duration.ofSeconds(30))
              .until(
                  () -> ApiClient.tree(owner.get("/api/v1/" + list)).get("items"),
                  found -> found != null && !found.isEmpty());
      ids.put(list, items.get(0).get("id").asText());
    }
    return ids;
  }

  private static String fill(String path, Map<String, String> ids) {
    var filled = path;
    for (var id : ids.entrySet()) {
      if (path.startsWith("/api/v1/" + id.getKey() + "/")) {
        filled = filled.replace("{id}", id.getValue());
      }
    }
    return filled;
  }

  private static HttpResponse<String> call(ApiClient client, Operation operation, String path) {
    var uri = path.replace("{", "").replace("}", "");
    return operation.method.equals("get") ? client.get(uri) : client.post(uri, example(operation));
  }

  /** A body that passes validation, so that what refuses is the thing under test. */
  private static String example(Operation operation) {
    return switch (operation.declared.get("operationId").asText()) {
      case "reply" -> "{\"text\":\"Hello\"}";
      case "changeLeadStatus" -> "{\"status\":\"qualified\"}";
      default -> "{}";
    };
  }

  private List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        declared ->
                            operations.add(
                                new Operation(
                                    declared.getKey(), path.getKey(), declared.getValue()))));
    return operations;
  }

  private Operation operation(String id) {
    return operations().stream()
        .filter(operation -> operation.declared.get("operationId").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode withoutInstance(HttpResponse<String> response) {
    var problem = (ObjectNode) ApiClient.tree(response);
    problem.remove("instance");
    return problem;
  }

  private void conforms(HttpResponse<String> response, JsonNode schema) {
    var whole = document.deepCopy();
    var self = ((ObjectNode) whole).put("$schema", "https://json-schema.org/draft/2020-12/schema");
    self.setAll((ObjectNode) schema);
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(self.toString())
                .validate(response.body(), InputFormat.JSON))
        .as(response.uri() + " " + response.body())
        .isEmpty();
  }
}
