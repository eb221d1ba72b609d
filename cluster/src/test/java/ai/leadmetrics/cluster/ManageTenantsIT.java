package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.cli.Leadmetrics;
import ai.leadmetrics.protocol.agents.AgentRunCommand;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see of tenants and do for them. */
class ManageTenantsIT {
  private static final Pattern PASSWORD = Pattern.compile("Password  (\\S+)");

  private final TestPlatform platform = TestPlatform.shared();
  private final Person operator = Person.of(platform, null, Role.SUPER_ADMIN, "Operator");

  private static String path(TestTenant tenant, String part) {
    return "/api/v1/manage/tenants/" + tenant.id().value() + '/' + part;
  }

  private void run(TestTenant tenant, long input, long output) {
    var run = EntityId.next(tenant.id(), Kind.RUN);
    var subject = EntityId.next(tenant.id(), Kind.CONVERSATION);
    for (var command :
        List.of(
            new AgentRunCommand.Queue("lead-responder", subject, "reply-" + run.local()),
            new AgentRunCommand.Begin("large-model"),
            new AgentRunCommand.Complete("large-model", false, input, output, 900, "{}"))) {
      platform
          .node()
          .platform()
          .entities()
          .ask(run, command.getClass().getSimpleName(), "ai", command)
          .toCompletableFuture()
          .join();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "entitlements",
        "subscriptions",
        "credits",
        "credits/statement",
        "usage",
        "agent-runs",
        "knowledge"
      })
  void everyPartOfATenantIsThereAndOfNobodyUnknown(String part) {
    var tenant = platform.newTenant();
    await().until(() -> operator.get(path(tenant, part)).status() == 200);
    assertThat(tenant.owner().get(path(tenant, part)).status()).isEqualTo(403);
    var unknown = "/api/v1/manage/tenants/nobody-" + Ids.next(Kind.ENTRY).substring(5, 20);
    assertThat(operator.get(unknown + '/' + part).status()).isEqualTo(404);
  }

  @Test
  void showsWhatEachTenantUsed() {
    var tenant = platform.newTenant();
    run(tenant, 700, 50);
    await()
        .untilAsserted(
            () -> {
              assertThat(operator.get(path(tenant, "agent-runs")).items()).hasSize(1);
              var row =
                  operator
                      .get("/api/v1/manage/usage?limit=1000")
                      .items()
                      .filter(one -> one.path("tenant").asText().equals(tenant.id().value()))
                      .findFirst()
                      .orElseThrow();
              assertThat(row.path("inputTokens").asLong()).isEqualTo(700);
              assertThat(row.path("outputTokens").asLong()).isEqualTo(50);
              assertThat(row.path("cost").isNull()).isTrue();
            });
    var usage = operator.get(path(tenant, "usage")).json();
    assertThat(usage.at("/tokens/0/model").asText()).isEqualTo("large-model");
    assertThat(operator.get("/api/v1/manage/usage.csv").text()).contains(tenant.id().value() + ",");
    assertThat(operator.get("/api/v1/manage/usage?from=2020-01-01&to=2026-01-01").status())
        .isEqualTo(400);
  }

  @Test
  void aLostSecondStepIsResetSessionsEndAndTheUserReadsOfIt() {
    var person = Account.of(platform.newTenant());
    var session = person.signedIn();
    person.turnTwoStepOn();
    var user = "/api/v1/users/" + person.id();
    assertThat(operator.get(user).json().path("twoStep").asBoolean()).isTrue();

    var reset = operator.post(user + "/two-step/reset", Map.of("reason", "Called back"));
    assertThat(reset.status()).as(reset.text()).isEqualTo(200);
    assertThat(reset.json().path("twoStep").asBoolean()).isFalse();
    assertThat(session.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(person.tryPassword().json().path("token").asText()).isNotEmpty();
    new TestMailbox(platform).awaits(person.email(), "Two-step sign-in was turned off");
    assertThat(operator.get("/api/v1/ops/audit?action=resetTwoStep&target=" + person.id()).text())
        .contains("Called back");
  }

  @Test
  void nobodyResetsTheirOwnSecondStepAsAnOperator() {
    var own =
        operator.post(
            "/api/v1/users/" + operator.id() + "/two-step/reset", Map.of("reason", "Mine"));
    assertThat(own.status()).isEqualTo(409);
    assertThat(
            operator
                .post("/api/v1/users/user_nobody/two-step/reset", Map.of("reason", "x"))
                .status())
        .isEqualTo(404);
  }

  @Test
  void theTerminalMakesATenantThatIsReadyAtOnce() {
    var email = Ids.next(Kind.USER).replace('_', '.') + "@palm-grove.example";
    var out = new StringWriter();
    var terminal = new PrintWriter(out);
    int code =
        Leadmetrics.run(
            terminal,
            "tenant",
            "create",
            "--from-template",
            "hotel",
            "--name",
            "Palm Grove",
            "--city",
            "Kochi",
            "--state",
            "Kerala",
            "--owner-email",
            email,
            "--owner-name",
            "Asha Nair",
            "--url",
            platform.url(),
            "--email",
            operator.email(),
            "--password=" + Person.PASSWORD);
    terminal.flush();
    assertThat(code).as(out.toString()).isZero();
    assertThat(out.toString()).contains("palm-grove").contains(email);
    var password = PASSWORD.matcher(out.toString());
    assertThat(password.find()).isTrue();

    await()
        .untilAsserted(
            () -> {
              var owner = Person.signIn(platform, email, password.group(1));
              var settings = owner.get("/api/v1/settings").json();
              assertThat(settings.at("/profile/name").asText()).isEqualTo("Palm Grove");
              assertThat(settings.at("/profile/questions")).isNotEmpty();
              assertThat(settings.at("/hours/week")).isNotEmpty();
              assertThat(settings.at("/voice/words")).isNotEmpty();
              assertThat(settings.at("/info/city").asText()).isEqualTo("Kochi");
              assertThat(settings.path("state").asText()).isEqualTo("active");
              var steps = owner.get("/api/v1/onboarding").json();
              assertThat(steps.path("launched").asBoolean()).isTrue();
              assertThat(steps.at("/steps/0/outcome").asText()).isEqualTo("done");
              assertThat(owner.get("/api/v1/knowledge").items()).isNotEmpty();
              assertThat(owner.get("/api/v1/team").json().path("members")).hasSize(1);
            });
    new TestMailbox(platform).awaits(email, "Palm Grove is ready");
  }

  @Test
  void theTerminalSaysWhatIsWrong() {
    var out = new StringWriter();
    var terminal = new PrintWriter(out);
    int code =
        Leadmetrics.run(
            terminal,
            "tenant",
            "create",
            "--from-template",
            "castle",
            "--name",
            "Palm Grove",
            "--owner-email",
            "owner@castle.example",
            "--url",
            platform.url(),
            "--email",
            operator.email(),
            "--password=" + Person.PASSWORD);
    terminal.flush();
    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("template").contains("hotel");
  }
}
