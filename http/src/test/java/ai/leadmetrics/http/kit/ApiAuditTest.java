package ai.leadmetrics.http.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.ops.AuditEntry;
import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import ai.leadmetrics.protocol.ops.AuditEntry.Outcome;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.SystemMaterializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ApiAuditTest {
  private static final Config CONFIG =
      ConfigFactory.load("leadmetrics-http").getConfig("leadmetrics.http");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final TenantId ACME = new TenantId("acme");
  private static final ActorTestKit KIT = ActorTestKit.create("api-audit-test");

  record Change(@Path String id, @Body ChangeBody body) {}

  record Look(@Path String id) {}

  record ChangeBody(String role, String password) {}

  record Made(String id) {}

  private final List<AuditEntry> log = new CopyOnWriteArrayList<>();
  private boolean broken;

  private final Api api =
      new Api(
          List.of(
              Endpoint.get("/api/v1/things", "list", "List")
                  .tenant(Permission.LEADS_READ)
                  .does((_, _) -> done("")),
              Endpoint.get("/api/v1/things/{id}", "look", "Look")
                  .tenant(Permission.LEADS_READ)
                  .takes(Look.class)
                  .does((_, _) -> done("")),
              Endpoint.get("/api/v1/export", "export", "Take along")
                  .tenant(Permission.LEADS_READ)
                  .servesFile((_, _) -> done(FileAnswer.csv("things.csv", "a"))),
              Endpoint.patch("/api/v1/things/{id}", "change", "Change")
                  .tenant(Permission.TEAM_MANAGE)
                  .takes(Change.class)
                  .does(
                      (caller, q) -> {
                        caller.caller().visit().trail().changed("role", "agent", q.body().role());
                        return done("");
                      }),
              Endpoint.post("/api/v1/things", "make", "Make")
                  .tenant(Permission.LEADS_WRITE)
                  .creates(Made.class, (_, _) -> done(new Made("lead_1"))),
              Endpoint.post("/api/v1/peek", "peek", "Peek")
                  .tenant(Permission.LEADS_READ)
                  .unaudited()
                  .does((_, _) -> done("")),
              Endpoint.post("/api/v1/mine", "mine", "Mine").signedIn().does((_, _) -> done("")),
              Endpoint.post("/api/v1/pay", "pay", "Pay")
                  .tenant(Permission.LEADS_READ)
                  .inPerson()
                  .does((_, _) -> done("")),
              Endpoint.post("/api/v1/out", "out", "Out")
                  .signedIn()
                  .onBehalf()
                  .does((_, _) -> done("")),
              Endpoint.post("/api/v1/door", "door", "Door")
                  .everyone()
                  .rate(RateClass.SIGN_IN)
                  .does(
                      (visit, _) -> {
                        visit.trail().actor("user_2", "Ravi").tenant(ACME);
                        throw new ProblemException(ApiError.BAD_CREDENTIALS);
                      })),
          this::authenticate,
          List.of(),
          new RateLimits(CONFIG, new Counting(), _ -> CompletableFuture.completedFuture("pro")),
          this::append,
          Clock.fixed(NOW, ZoneOffset.UTC),
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
  void aChangeIsWrittenDownWithWhatIsKnownOfIt() throws Exception {
    assertThat(send(change("admin")).status().intValue()).isEqualTo(204);
    var entry = log.getFirst();
    assertThat(log).hasSize(1);
    assertThat(entry.action()).isEqualTo("change");
    assertThat(entry.outcome()).isEqualTo(Outcome.DONE);
    assertThat(entry.at()).isEqualTo(NOW);
    assertThat(entry.tenant()).isEqualTo(ACME);
    assertThat(entry.actor()).isEqualTo("user_1");
    assertThat(entry.target()).isEqualTo("lead_9");
    assertThat(entry.address()).isEqualTo("10.0.0.1");
    assertThat(entry.request()).isEqualTo("r-1");
    assertThat(entry.changes())
        .containsExactly(
            new AuditChange("role", "agent", "manager"),
            new AuditChange("password", null, "(hidden)"));
  }

  @Test
  void whatWasMadeIsTheTarget() throws Exception {
    send(post("/api/v1/things", "agent"));
    assertThat(log).extracting(AuditEntry::target).containsExactly("lead_1");
  }

  @Test
  void readingAndWhatIsExemptLeaveNoLine() throws Exception {
    broken = true;
    var reading = HttpRequest.GET("/api/v1/things");
    assertThat(send(as(reading, "agent")).status().intValue()).isEqualTo(204);
    assertThat(send(post("/api/v1/peek", "agent")).status().intValue()).isEqualTo(204);
    assertThat(log).isEmpty();
  }

  /** F12 of the security review: who took all data along left no trace. */
  @Test
  void takingDataAlongIsWrittenDownOrRefused() throws Exception {
    assertThat(send(get("/api/v1/export", "agent")).status().intValue()).isEqualTo(200);
    assertThat(log).extracting(AuditEntry::action).containsExactly("export");
    broken = true;
    assertThat(send(get("/api/v1/export", "agent")).status().intValue()).isEqualTo(503);
  }

  /** F12: an operator read a whole business without a line. */
  @Test
  void whatAnOperatorReadsWithinABusinessIsWrittenDownOnce() throws Exception {
    broken = true;
    assertThat(send(get("/api/v1/things", "operator")).status().intValue()).isEqualTo(503);
    broken = false;
    for (int i = 0; i < 5; i++) {
      assertThat(send(get("/api/v1/things", "operator")).status().intValue()).isEqualTo(204);
      assertThat(send(get("/api/v1/things/lead_1", "operator")).status().intValue()).isEqualTo(204);
    }
    assertThat(log).extracting(AuditEntry::action).containsOnly("operatorRead");
    assertThat(log).extracting(AuditEntry::target).containsExactly(null, "lead_1");
    assertThat(log).extracting(AuditEntry::impersonator).containsOnly("user_1");
    assertThat(log.getFirst().changes()).containsExactly(new AuditChange("what", null, "list"));
  }

  @Test
  void aReadOfAnOperatorIsDueAgainAfterAWhile() {
    var reads = new OperatorReads();
    var read = new OperatorReads.Read("sess_1", ACME, Permission.LEADS_READ, null);
    assertThat(reads.isDue(read, NOW)).isTrue();
    assertThat(reads.isDue(read, NOW.plusSeconds(899))).isFalse();
    assertThat(reads.isDue(read, NOW.plusSeconds(900))).isTrue();
    assertThat(reads.isDue(read, NOW.plusSeconds(901))).isFalse();
  }

  @Test
  void aChangeThatCannotBeWrittenDownIsNotReportedAsDone() throws Exception {
    broken = true;
    var response = send(post("/api/v1/things", "agent"));
    assertThat(response.status().intValue()).isEqualTo(503);
  }

  @Test
  void whoeverIsRefusedIsWrittenDown() throws Exception {
    assertThat(send(change("agent")).status().intValue()).isEqualTo(403);
    var entry = log.getFirst();
    assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(entry.actor()).isEqualTo("user_1");
    assertThat(entry.changes()).containsExactly(new AuditChange("code", null, "forbidden"));
    broken = true;
    assertThat(send(change("agent")).status().intValue()).isEqualTo(403);
  }

  @Test
  void failuresAtTheDoorAreWrittenDownUnderTheAccountTheyWereAimedAt() throws Exception {
    send(HttpRequest.POST("/api/v1/door"));
    assertThat(log).extracting(AuditEntry::actor).containsExactly("user_2");
    assertThat(log).extracting(AuditEntry::tenant).containsExactly(ACME);
    assertThat(log.getFirst().changes())
        .containsExactly(new AuditChange("code", null, "bad_credentials"));
  }

  @Test
  void anOperatorOnBehalfOfATenantIsKeptFromWhatIsPersonal() throws Exception {
    for (var path : List.of("/api/v1/mine", "/api/v1/pay")) {
      var response = send(post(path, "operator"));
      assertThat(response.status().intValue()).as(path).isEqualTo(403);
    }
    assertThat(send(post("/api/v1/out", "operator")).status().intValue()).isEqualTo(204);
    assertThat(log)
        .extracting(AuditEntry::impersonator)
        .containsExactly("user_1", "user_1", "user_1");
    assertThat(send(post("/api/v1/pay", "admin")).status().intValue()).isEqualTo(204);
  }

  private HttpResponse send(HttpRequest request) throws Exception {
    return api.handle(request, new Visit("r-1", "10.0.0.1", false))
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  private static HttpRequest change(String role) {
    var body = "{\"role\":\"manager\",\"password\":\"open sesame\"}";
    return as(HttpRequest.PATCH("/api/v1/things/lead_9"), role)
        .withEntity(ContentTypes.APPLICATION_JSON, body);
  }

  private static HttpRequest get(String path, String role) {
    return as(HttpRequest.GET(path), role);
  }

  private static HttpRequest post(String path, String role) {
    return as(HttpRequest.POST(path), role);
  }

  private static HttpRequest as(HttpRequest request, String role) {
    return request.addHeader(RawHeader.create("Authorization", role));
  }

  private CompletionStage<?> append(AuditEntry entry) {
    if (broken) {
      return CompletableFuture.failedFuture(new IllegalStateException("no database"));
    }
    log.add(entry);
    return done(entry);
  }

  private CompletableFuture<Session> authenticate(HttpRequest request) {
    var who =
        request
            .getHeader("Authorization")
            .map(header -> header.value())
            .orElseThrow(() -> new ProblemException(CommonError.UNAUTHENTICATED));
    @Nullable String operator = who.equals("operator") ? "user_1" : null;
    return done(
        new Session(
            "tokn_1",
            "sess_1",
            "user_1",
            "Somebody",
            operator == null ? Role.of(who) : Role.ADMIN,
            ACME,
            true,
            operator,
            Instant.MAX));
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
