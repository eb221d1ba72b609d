package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.demo.Demo;
import ai.leadmetrics.cluster.demo.DemoAccess;
import ai.leadmetrics.cluster.demo.DemoGuests;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.streams.identity.OperatorStore;
import ai.leadmetrics.streams.identity.UserStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How operators come to be, and what is demanded of them. On a platform of its own: the shared one
 * demands no second step of operators, and the demo's addresses exist once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorsIT {
  private static final String OPERATOR = "operator@leadmetrics.example";
  private static final String OWNER = "owner@lotus-house.example";
  private static final String PASSWORD = "violet tram lantern 42 rock";
  private static final String OVERVIEW = "/api/v1/ops/audit";
  private static final Pattern LINK = Pattern.compile("(http\\S+)/reset\\?token=(\\S+)");

  private TestPlatform test;
  private UserStore users;
  private OperatorStore operators;

  @BeforeAll
  void start() {
    test =
        TestPlatform.start(
            Map.of(
                "leadmetrics.auth.operators.require-second-step", true,
                "leadmetrics.demo.enabled", true));
    var platform = test.node().platform();
    users = new UserStore(platform.database(), platform.config());
    operators = new OperatorStore(platform.database(), platform.config(), platform.clock());
  }

  @AfterAll
  void stop() {
    test.close();
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private Person.Answer signUp(String email) {
    return Person.anonymous(test)
        .post(
            "/api/v1/auth/sign-up",
            Map.of("name", "Stranger", "email", email, "password", PASSWORD));
  }

  private static String address() {
    return UUID.randomUUID() + "@ops.example";
  }

  private Person reset(String link, String email) {
    var token = link.substring(link.indexOf("token=") + "token=".length());
    var body = Map.of("token", token, "password", PASSWORD);
    var chosen = Person.anonymous(test).post("/api/v1/auth/reset", body);
    assertThat(chosen.status()).as(chosen.text()).isEqualTo(204);
    assertThat(Person.anonymous(test).post("/api/v1/auth/reset", body).code())
        .as("the link works once")
        .isEqualTo("link_invalid");
    return Person.signIn(test, email, PASSWORD);
  }

  /** F5 and F7 of the security review: the demo took accounts over, and reset their passwords. */
  @Test
  void theDemoTouchesNoAccountThatItDidNotMakeAndNoPassword() {
    var platform = test.node().platform();
    assertThat(signUp(OPERATOR).status()).isEqualTo(202);
    var stranger = Person.signIn(test, OPERATOR, PASSWORD);

    var first = Demo.seed(platform).orElseThrow();
    assertThat(first.made()).isTrue();
    assertThat(first.foreign()).containsExactly(OPERATOR);
    assertThat(first.access().user("super_admin")).isEmpty();
    var me = stranger.get("/api/v1/me").json();
    assertThat(me.path("role").asText()).isEqualTo("newcomer");
    assertThat(me.path("verified").asBoolean()).isFalse();
    assertThat(stranger.get(OVERVIEW).status()).isEqualTo(403);

    var made = first.access().user("admin").orElseThrow();
    var owner = Person.signIn(test, OWNER, made.password());
    var own = "a password of their own " + UUID.randomUUID();
    var changed =
        owner.post("/api/v1/me/password", Map.of("current", made.password(), "password", own));
    assertThat(changed.status()).as(changed.text()).isEqualTo(204);

    var second = Demo.seed(platform).orElseThrow();
    assertThat(second.made()).as("nothing to print").isFalse();
    assertThat(second.access().user("admin").orElseThrow().password()).isEmpty();
    var again = Person.signIn(test, OWNER, own);
    assertThat(again.get("/api/v1/me").status()).isEqualTo(200);
    guestsWrite(second.access(), again);
  }

  /** The inbox of a new demo is not empty. */
  private void guestsWrite(DemoAccess access, Person owner) {
    test.sandbox().register(Demo.businessNumber(test.node().platform(), access));
    new DemoGuests(test.sandbox().url(), access).write();
    await()
        .untilAsserted(
            () -> {
              var list = "/api/v1/conversations?view=";
              assertThat(owner.get(list + "all").json().path("items")).hasSize(8);
              assertThat(owner.get(list + "spam").json().path("items")).hasSize(1);
            });
  }

  @Test
  void theCommandMakesAnOperatorWhoSetsUpASecondStepBeforeAnythingElse() throws Exception {
    var email = address();
    var printed = command("operator", "create", email, "--name", "Olga Ops");
    var link = LINK.matcher(printed);
    assertThat(link.find()).as(printed).isTrue();

    var operator = reset(link.group(), email);
    var me = operator.get("/api/v1/me").json();
    assertThat(me.path("role").asText()).isEqualTo("pending_operator");
    assertThat(me.path("permissions")).isEmpty();
    for (var path : new String[] {OVERVIEW, "/api/v1/users", "/api/v1/manage/tenants"}) {
      assertThat(operator.get(path).code()).as(path).isEqualTo("second_step_required");
    }

    var begun = operator.post("/api/v1/me/two-step", Map.of("password", PASSWORD));
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    var app = new Authenticator(begun.json().path("secret").asText());
    var confirmed = operator.post("/api/v1/me/two-step/confirm", Map.of("code", app.code()));
    assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
    assertThat(operator.get("/api/v1/me").json().path("role").asText()).isEqualTo("super_admin");
    assertThat(operator.get(OVERVIEW).text()).contains("operator-made");

    var challenged =
        Person.anonymous(test)
            .post("/api/v1/auth/sign-in", Map.of("email", email, "password", PASSWORD))
            .json();
    var shown =
        Person.anonymous(test)
            .post(
                "/api/v1/auth/second-factor",
                Map.of(
                    "challenge",
                    challenged.path("challenge").asText(),
                    "method",
                    "totp",
                    "code",
                    app.next()));
    assertThat(Person.of(test, shown).get(OVERVIEW).status()).isEqualTo(200);
  }

  @Test
  void aRoleOfThePlatformEndsSessionsAndAnUnprovedPassword() {
    var email = address();
    assertThat(signUp(email).status()).isEqualTo(202);
    var stranger = Person.signIn(test, email, PASSWORD);

    var made = join(operators.make(email, null, Role.SUPER_ADMIN));

    assertThat(made.fresh()).isFalse();
    var again =
        Person.anonymous(test)
            .post("/api/v1/auth/sign-in", Map.of("email", email, "password", PASSWORD));
    assertThat(again.code()).isEqualTo("bad_credentials");
    var database = test.node().platform().database();
    long open =
        join(
            database.read(
                handle ->
                    handle
                        .createQuery(
                            "select count(*) from core.session where user_id = :user"
                                + " and (ended_at is null or end_reason <> 'role')")
                        .bind("user", stranger.id())
                        .mapTo(Long.class)
                        .one()));
    assertThat(open).isZero();
  }

  @Test
  void anExistingAccountKeepsItsProvedPasswordAndLosesItsSessions() {
    var tenant = test.newTenant();
    var email = address();
    join(users.put(tenant.id(), email, "Asha", Role.AGENT, PASSWORD));
    Person.signIn(test, email, PASSWORD);
    var made = join(operators.make(email, "Asha Rao", Role.SUPER_ADMIN));
    assertThat(made.fresh()).isFalse();
    var asha = Person.signIn(test, email, PASSWORD);
    assertThat(asha.get("/api/v1/me").json().path("name").asText()).isEqualTo("Asha Rao");
    assertThat(asha.get("/api/v1/me").json().path("role").asText()).isEqualTo("pending_operator");
  }

  /** A running node opens and verifies with the new keys, and everybody stays signed in. */
  @Test
  void keysAreRotatedUnderARunningNode() throws Exception {
    var tenant = test.newTenant();
    var email = address();
    join(users.put(tenant.id(), email, "Ravi", Role.AGENT, PASSWORD));
    var ravi = Person.signIn(test, email, PASSWORD);
    var printed = command("keys", "rotate");
    assertThat(printed.lines().filter(line -> line.endsWith(" seals"))).hasSize(1);
    assertThat(printed.lines().filter(line -> line.endsWith(" opens"))).isNotEmpty();
    assertThat(printed.lines().filter(line -> line.endsWith(" signs"))).hasSize(1);
    assertThat(printed.lines().filter(line -> line.endsWith(" verifies"))).isNotEmpty();
    assertThat(keyLines(command("keys", "list"))).isEqualTo(keyLines(printed));
    assertThat(ravi.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(Person.signIn(test, email, PASSWORD).get("/api/v1/me").status()).isEqualTo(200);
  }

  /** Without what the JVM and libraries print beside them. */
  private static List<String> keyLines(String printed) {
    return printed.lines().filter(line -> line.matches(".* (seals|opens|signs|verifies)")).toList();
  }

  /** Runs a command as a process of its own, with the settings of the running node. */
  private String command(String... words) throws IOException, InterruptedException {
    var command =
        new ArrayList<String>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                NodeProcess.withoutTests(System.getProperty("java.class.path")),
                Main.class.getName()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var config = test.config();
    builder
        .environment()
        .putAll(
            Map.of(
                "LEADMETRICS_DATA_DIRECTORY",
                config.getString("leadmetrics.data-directory"),
                "LEADMETRICS_HTTP_PORT",
                "" + config.getInt("leadmetrics.http.port"),
                "LEADMETRICS_EMBEDDED_POSTGRES_PORT",
                "" + config.getInt("leadmetrics.embedded.postgres.port")));
    builder.directory(Path.of(System.getProperty("java.io.tmpdir")).toFile());
    var process = builder.start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
