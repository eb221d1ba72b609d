package ai.leadmetrics.http.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.LeadStatus;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaRanges;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.Accept;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {
  private static final Config CONFIG =
      ConfigFactory.parseString(
              "max-body = 1000, rates.sign-in { burst = 2, period = 1h }, body-timeout = 1s")
          .withFallback(ConfigFactory.load("leadmetrics-http").getConfig("leadmetrics.http"));

  private static final ActorTestKit KIT = ActorTestKit.create("api-test");

  record ListThings(
      @Query @Nullable LeadStatus status,
      @Query @Nullable LocalDate day,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record Change(@Path(kind = Kind.LEAD) EntityId id, @Body ChangeBody body) {}

  record OneOfATenant(@Path TenantId tenant, @Path(kind = Kind.LEAD) EntityId id) {}

  record ChangeBody(
      @NotBlank @Size(max = 10) String text,
      LeadStatus status,
      @Nullable Inner in,
      @Nullable Instant at,
      @Nullable List<Named> all) {}

  record Named(String name) {}

  record Inner(int count) {}

  record Shown(String what) {}

  private final Api api =
      new Api(
          List.of(
              Endpoint.get("/api/v1/things", "list", "List")
                  .tenant(Permission.LEADS_READ)
                  .takes(ListThings.class)
                  .pages(
                      Shown.class,
                      (caller, q) ->
                          done(
                              new Page<>(
                                  List.of(
                                      new Shown(
                                          caller.tenant() + " " + q.limit() + " " + q.status())),
                                  null))),
              Endpoint.post("/api/v1/things/{id}", "change", "Change")
                  .tenant(Permission.LEADS_WRITE)
                  .takes(Change.class)
                  .answers(
                      Shown.class,
                      (caller, q) ->
                          done(
                              new Shown(
                                  caller.command() + " " + q.id().key() + " " + q.body().text()))),
              Endpoint.get("/api/v1/ops", "ops", "Ops")
                  .platform(Permission.OPS_READ)
                  .answers(Shown.class, (_, _) -> done(new Shown("ops"))),
              Endpoint.get("/api/v1/ops/{tenant}/{id}", "opsOne", "One of a tenant")
                  .platform(Permission.OPS_READ)
                  .takes(OneOfATenant.class)
                  .answers(Shown.class, (_, q) -> done(new Shown(q.id().key()))),
              Endpoint.get("/api/v1/refused", "refused", "Refused")
                  .signedIn()
                  .answers(
                      Shown.class,
                      (_, _) -> {
                        throw new InvalidValueException("reason", "has 1 to 500 characters");
                      }),
              Endpoint.get("/api/v1/slow", "slow", "Slow")
                  .signedIn()
                  .answers(
                      Shown.class,
                      (_, _) -> CompletableFuture.failedFuture(new TimeoutException("late"))),
              Endpoint.get("/api/v1/broken", "broken", "Broken")
                  .signedIn()
                  .answers(
                      Shown.class,
                      (_, _) -> {
                        throw new IllegalStateException("secret detail");
                      }),
              Endpoint.post("/api/v1/open", "open", "Open")
                  .everyone()
                  .rate(RateClass.SIGN_IN)
                  .does((_, _) -> done(""))),
          ApiTest::authenticate,
          List.of(),
          new RateLimits(CONFIG, new Counting(), _ -> CompletableFuture.completedFuture("pro")),
          _ -> done(""),
          Clock.systemUTC(),
          new SimpleMeterRegistry(),
          new Bodies(
              CONFIG,
              new SimpleMeterRegistry(),
              SystemMaterializer.get(KIT.system()).materializer()),
          CONFIG);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void bindsDefaultsAndOptions() throws Exception {
    var body = json(send(get("/api/v1/things?status=closed_won", "admin")), 200);
    assertThat(body.at("/items/0/what").asText()).isEqualTo("acme 50 CLOSED_WON");
    assertThat(body.get("next").isNull()).isTrue();
  }

  @Test
  void aWriteCarriesTheIdempotencyKeyAsItsCommand() throws Exception {
    var request =
        post("/api/v1/things/lead_1a", "admin", "{\"text\":\"hi\",\"status\":\"new\"}")
            .addHeader(RawHeader.create("Idempotency-Key", "k-1"));
    assertThat(json(send(request), 200).get("what").asText())
        .isEqualTo("api:user_1:k-1 acme:lead_1a hi");
  }

  @Test
  void operatorsNameTheTenantOfAnEntityInThePath() throws Exception {
    var body = json(send(get("/api/v1/ops/globex/lead_1a", "super_admin")), 200);
    assertThat(body.get("what").asText()).isEqualTo("globex:lead_1a");
    for (var path : List.of("globex/conv_1a", "Bad%20Name/lead_1a", "globex/lead_")) {
      assertThat(send(get("/api/v1/ops/" + path, "super_admin")).status().intValue())
          .isEqualTo(404);
    }
  }

  @Test
  void aValueThatItsTypeRefusesIsAWrongField() throws Exception {
    var problem = json(send(get("/api/v1/refused", "admin")), 400);
    assertThat(problem.at("/errors/0/field").asText()).isEqualTo("reason");
    assertThat(problem.at("/errors/0/message").asText()).isEqualTo("has 1 to 500 characters");
  }

  @Test
  void anIdOfAnotherKindOrShapeIsNotFound() throws Exception {
    for (var id : List.of("conv_1a", "lead_", "lead_1A", "other:lead_1a", "lead_%00")) {
      var response =
          send(post("/api/v1/things/" + id, "admin", "{\"text\":\"hi\",\"status\":\"new\"}"));
      assertThat(json(response, 404).get("code").asText()).as(id).isEqualTo("not_found");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"text":"","status":"new"}            | invalid        | text     | not_blank
          {"text":"12345678901","status":"new"} | invalid        | text     | size
          {"status":"new"}                      | invalid        | text     | required
          {"text":"a"}                          | invalid        | status   | required
          {"text":"a","status":"lost"}          | invalid        | status   | invalid
          {"text":"a","status":3}               | invalid        | status   | invalid
          {"text":"a","status":"new","x":1}     | invalid        | x        | unknown
          {"text":"a","status":"new","in":{}}   | invalid        | in.count | invalid
          {"text":["a"],"status":"new"}         | invalid        | text     | invalid
          {"text":"a\\u0000","status":"new"}    | invalid        | text     | invalid
          {"text":"a\\ud800","status":"new"}    | invalid        | text     | invalid
          {"text":"a","status":"new","all":[null]}            | invalid | all[0]      | required
          {"text":"a","status":"new","all":[{}]}              | invalid | all[0].name | required
          {"text":"a","status":"new","all":[{"name":"\\u0000"}]} | invalid | all[0].name | invalid
          {"text":"a","status":"new","at":"+1000000000-12-31T23:59:59Z"} | invalid | at | invalid
          {"text":"a","status":"new","at":"soon"} | invalid      | at       | invalid
          []                                    | invalid        |          | invalid
          {"text":                              | malformed_json |          |
          nonsense                              | malformed_json |          |
          null                                  | malformed_json |          |
          {"text":"a","status":"new"} x         | malformed_json |          |
          """)
  void saysWhatIsWrongWithABody(
      String sent, String code, @Nullable String field, @Nullable String fieldCode)
      throws Exception {
    var problem = json(send(post("/api/v1/things/lead_1a", "admin", sent)), 400);
    assertThat(problem.get("code").asText()).isEqualTo(code);
    if (fieldCode != null) {
      assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field == null ? "" : field);
      assertThat(problem.at("/errors/0/code").asText()).isEqualTo(fieldCode);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit,min",
    "limit=201,limit,max",
    "limit=x,limit,invalid",
    "status=zzz,status,invalid",
    "cursor=a%00b,cursor,invalid",
    "day=tomorrow,day,invalid",
    "day=2026-02-30,day,invalid",
    "day=%2B999999999-12-31,day,invalid",
    "day=0000-01-01,day,invalid"
  })
  void saysWhatIsWrongWithAQuery(String query, String field, String code) throws Exception {
    var problem = json(send(get("/api/v1/things?" + query, "admin")), 400);
    assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(problem.at("/errors/0/code").asText()).isEqualTo(code);
  }

  @Test
  void refusesWhoMayNot() throws Exception {
    refused(HttpRequest.GET("/api/v1/things"), 401, "unauthenticated");
    refused(get("/api/v1/things", "reviewer"), 403, "forbidden");
    refused(get("/api/v1/things", "super_admin"), 403, "forbidden");
    refused(get("/api/v1/ops", "admin"), 403, "forbidden");
    json(send(get("/api/v1/ops", "super_admin")), 200);
  }

  @Test
  void anIntruderLearnsNothingBeforeSigningIn() throws Exception {
    refused(
        HttpRequest.POST("/api/v1/things/lead_1a").withEntity(ContentTypes.TEXT_PLAIN_UTF8, "x"),
        401,
        "unauthenticated");
  }

  @Test
  void refusalsOfTheRouterAreProblemsToo() throws Exception {
    refused(get("/api/v1/nothing", "admin"), 404, "not_found");
    var wrong = refused(post("/api/v1/things", "admin", "{}"), 405, "method_not_allowed");
    assertThat(wrong.getHeader("Allow").map(HttpHeader::value)).contains("GET");
    refused(
        get("/api/v1/things", "admin")
            .addHeader(Accept.create(MediaRanges.create(MediaTypes.TEXT_HTML))),
        406,
        "not_acceptable");
    refused(
        post("/api/v1/things/lead_1a", "admin", "{}")
            .withEntity(ContentTypes.TEXT_PLAIN_UTF8, "{}"),
        415,
        "unsupported_type");
    refused(
        post("/api/v1/things/lead_1a", "admin", "\"" + "x".repeat(1000) + "\""), 413, "too_large");
    refused(
        post("/api/v1/things/lead_1a", "admin", "")
            .withEntity(
                HttpEntities.createChunked(
                    ContentTypes.APPLICATION_JSON,
                    Source.repeat(ByteString.fromString("x".repeat(100))).take(20))),
        413,
        "too_large");
    refused(
        post("/api/v1/things/lead_1a", "admin", "")
            .withEntity(HttpEntities.createChunked(ContentTypes.APPLICATION_JSON, Source.maybe())),
        408,
        "timeout");
  }

  @Test
  void anOutageAsksToTryAgainAndADefectTellsNoSecrets() throws Exception {
    var outage = refused(get("/api/v1/slow", "admin"), 503, "unavailable");
    assertThat(outage.getHeader("Retry-After")).isPresent();
    var defect = refused(get("/api/v1/broken", "admin"), 500, "internal");
    assertThat(text(defect)).doesNotContain("secret").contains("urn:request:r-1");
  }

  @Test
  void whoAsksTooOftenWaits() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(send(HttpRequest.POST("/api/v1/open")).status().intValue()).isEqualTo(204);
    }
    var refused = refused(HttpRequest.POST("/api/v1/open"), 429, "rate_limited");
    assertThat(refused.getHeader("Retry-After")).isPresent();
    assertThat(refused.getHeader("RateLimit").orElseThrow().value())
        .isEqualTo("\"sign_in\";r=0;t=3600");
    assertThat(refused.getHeader("RateLimit-Policy").orElseThrow().value())
        .isEqualTo("\"sign_in\";q=2;w=3600");
  }

  @Test
  void aTenantHasWhatItsPlanAllowsAndAnOperatorTheirOwn() throws Exception {
    var tenant = send(get("/api/v1/things", "admin"));
    assertThat(tenant.getHeader("RateLimit-Policy").orElseThrow().value())
        .isEqualTo("\"read\";q=30000;w=60");
    var operator = send(get("/api/v1/ops", "super_admin"));
    assertThat(operator.getHeader("RateLimit-Policy").orElseThrow().value())
        .isEqualTo("\"read\";q=3000;w=60");
  }

  @Test
  void refusesIdempotencyKeysThatAreNoKeys() throws Exception {
    refused(
        get("/api/v1/things", "admin")
            .addHeader(RawHeader.create("Idempotency-Key", "x".repeat(101))),
        400,
        "invalid");
  }

  private HttpResponse refused(HttpRequest request, int status, String code) throws Exception {
    var response = send(request);
    var problem = json(response, status);
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(response.entity().getContentType().toString()).isEqualTo("application/problem+json");
    return response;
  }

  private HttpResponse send(HttpRequest request) throws Exception {
    return api.handle(request, new Visit("r-1", "10.0.0.1", false))
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  private static HttpRequest get(String path, String role) {
    return HttpRequest.GET(path).addHeader(RawHeader.create("Authorization", role));
  }

  private static HttpRequest post(String path, String role, String body) {
    return HttpRequest.POST(path)
        .addHeader(RawHeader.create("Authorization", role))
        .withEntity(ContentTypes.APPLICATION_JSON, body);
  }

  private static JsonNode json(HttpResponse response, int status) throws IOException {
    assertThat(response.status().intValue()).as(text(response)).isEqualTo(status);
    return ApiJson.MAPPER.readTree(text(response));
  }

  private static String text(HttpResponse response) {
    return ((HttpEntity.Strict) response.entity()).getData().utf8String();
  }

  private static CompletableFuture<Session> authenticate(HttpRequest request) {
    var role =
        request
            .getHeader("Authorization")
            .map(header -> Role.of(header.value()))
            .orElseThrow(() -> new ProblemException(CommonError.UNAUTHENTICATED));
    return done(
        new Session(
            "tokn_1",
            "sess_1",
            "user_1",
            "Somebody",
            role,
            role == Role.SUPER_ADMIN ? null : new TenantId("acme"),
            true,
            null,
            Instant.MAX));
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
