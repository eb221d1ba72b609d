package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.Tenants.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a tenant that somebody made to an AI that answers as the business wants. */
class OnboardingIT {
  private final TestPlatform platform = TestPlatform.shared();
  private final TestClient operator = Tenants.operator(platform);

  @Test
  void aTemplateMakesATenantReadyAndTheAiAnswersFromIt() {
    var owner = newTenant("Palm Grove " + UUID.randomUUID(), null);
    var onboarding = owner.get("/api/v1/onboarding").json();
    assertThat(onboarding.path("launched").asBoolean()).isFalse();
    assertThat(onboarding.path("steps").findValuesAsText("step"))
        .containsExactly("voice", "assets", "documents", "launch");
    assertThat(owner.get("/api/v1/account").json().path("state").asText()).isEqualTo("onboarding");

    assertThat(owner.get("/api/v1/onboarding/templates").json().path("items")).hasSize(6);
    var applied = owner.post("/api/v1/onboarding/template", Map.of("template", "hotel"));
    assertThat(applied.status()).as(applied.toString()).isEqualTo(200);
    assertThat(applied.json().at("/profile/questions")).hasSize(6);
    assertThat(applied.json().at("/hours/week")).hasSize(7);
    assertThat(owner.post("/api/v1/onboarding/template", Map.of("template", "zoo")).status())
        .isEqualTo(404);

    var trial =
        owner.post("/api/v1/onboarding/trial", Map.of("question", "What time is check-in?"));
    assertThat(trial.status()).as(trial.toString()).isEqualTo(200);
    assertThat(trial.json().path("answer").asText()).contains("2 pm");
    // The model was asked, so it costs what an answer costs.
    eventually(
        () ->
            assertThat(owner.get("/api/v1/credits/statement?kind=usage").json().path("items"))
                .hasSize(1));

    var step = owner.put("/api/v1/onboarding/steps/assets", Map.of("outcome", "skipped"));
    assertThat(step.json().at("/steps/1/outcome").asText()).isEqualTo("skipped");
    assertThat(
            owner.post("/api/v1/onboarding/launch", Map.of()).json().path("launched").asBoolean())
        .isTrue();
    eventually(
        () ->
            assertThat(owner.get("/api/v1/account").json().path("state").asText())
                .isEqualTo("active"));
  }

  @Test
  void anOperatorMakesATenantThatIsReadyAtOnce() {
    var owner = newTenant("Quick Clinic " + UUID.randomUUID(), "clinic");
    eventually(
        () -> {
          var settings = owner.get("/api/v1/settings").json();
          assertThat(settings.path("state").asText()).isEqualTo("active");
          assertThat(settings.at("/profile/industry").asText()).isEqualTo("clinic");
          assertThat(settings.at("/triggers/escalation").toString()).contains("chest pain");
        });
    assertThat(owner.get("/api/v1/knowledge").json().path("items")).hasSize(6);
  }

  @Test
  void oneTenantSeesAndChangesNothingOfAnother() {
    var one = newTenant("One " + UUID.randomUUID(), "hotel");
    var other = newTenant("Other " + UUID.randomUUID(), "coaching");
    var item = one.get("/api/v1/knowledge").json().at("/items/0/id").asText();
    assertThat(other.get("/api/v1/knowledge").json().toString()).doesNotContain("check-in");
    var voice =
        Map.of(
            "words", List.of("loud"), "use", List.of(), "avoid", List.of(), "examples", List.of());
    assertThat(other.put("/api/v1/settings/voice", Map.of("tone", "loud", "voice", voice)).status())
        .isEqualTo(200);
    eventually(
        () ->
            assertThat(other.get("/api/v1/settings").json().at("/profile/tone").asText())
                .isEqualTo("loud"));
    assertThat(one.get("/api/v1/settings").json().at("/profile/tone").asText())
        .isEqualTo("warm, brief");
    assertThat(one.get("/api/v1/knowledge").json().toString()).contains(item);
    var question = Map.of("question", "What time is check-in?");
    assertThat(other.post("/api/v1/onboarding/trial", question).json().path("answer").asText())
        .doesNotContain("2 pm");
  }

  @Test
  void saysWhichFieldIsWrong() {
    var owner = newTenant("Fields " + UUID.randomUUID(), null);
    var info = Map.of("gstin", "32ABCDE1234F1Z5", "pan", "ZZZZZ9999Z");
    var refused =
        owner.put(
            "/api/v1/settings/business",
            Map.of("name", "Inn", "industry", "hotel", "timeZone", "Mars/Olympus", "info", info));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("errors").findValuesAsText("field")).contains("timeZone");
  }

  private TestClient newTenant(String name, String template) {
    var email = "owner-" + UUID.randomUUID() + "@example.com";
    var request =
        new HashMap<String, Object>(
            Map.of(
                "name",
                name,
                "country",
                "IN",
                "timeZone",
                "Asia/Kolkata",
                "ownerEmail",
                email,
                "ownerName",
                "Asha"));
    if (template != null) {
      request.put("template", template);
    }
    var created = operator.post("/api/v1/manage/tenants", request);
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    var password = created.json().path("ownerPassword").asText();
    var owner = new TestClient[1];
    eventually(
        () -> {
          owner[0] = platform.client().signIn(email, password);
          assertThat(owner[0].get("/api/v1/onboarding").status()).isEqualTo(200);
        });
    return owner[0];
  }
}
