package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two-step sign-in over real HTTP. */
class FactorsIT {
  private final TestPlatform platform = TestPlatform.shared();
  private final Account person = Account.of(platform.newTenant());

  private static String code(TestClient.Answer answer) {
    return answer.json().path("code").asText();
  }

  @Test
  void asksForACodeAfterThePassword() {
    var app = person.turnTwoStepOn().app();

    var asked = person.tryPassword().json();
    assertThat(asked.path("token").isNull()).isTrue();
    assertThat(asked.path("user").isNull()).isTrue();
    assertThat(asked.path("methods"))
        .extracting(m -> m.asText())
        .containsExactly("totp", "backup_code");

    var answer = person.secondFactor(asked.path("challenge").asText(), "totp", app.next());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("user").path("id").asText()).isEqualTo(person.id());
    assertThat(answer.json().path("token").asText()).isNotEmpty();
  }

  @Test
  void takesACodeOnceAndAChallengeOnce() {
    var two = person.turnTwoStepOn();
    var code = two.app().next();
    var challenge = person.challenge();
    assertThat(person.secondFactor(challenge, "totp", code).status()).isEqualTo(200);

    assertThat(code(person.secondFactor(person.challenge(), "totp", code))).isEqualTo("wrong_code");
    var again = person.secondFactor(challenge, "backup_code", two.backupCodes().getFirst());
    assertThat(code(again)).isEqualTo("sign_in_over");
  }

  @Test
  void theCodeThatTurnedItOnSignsNobodyIn() {
    var client = person.signedIn();
    var password = Map.of("password", person.password());
    var begun = client.post("/api/v1/me/two-step", password);
    var app = new Authenticator(begun.json().path("secret").asText());
    var code = app.code();
    assertThat(client.post("/api/v1/me/two-step/confirm", Map.of("code", app.wrong())).status())
        .isEqualTo(403);
    assertThat(client.post("/api/v1/me/two-step/confirm", Map.of("code", code)).status())
        .isEqualTo(200);

    assertThat(code(person.secondFactor(person.challenge(), "totp", code))).isEqualTo("wrong_code");
    assertThat(code(client.post("/api/v1/me/two-step", password))).isEqualTo("two_step_on");
  }

  @Test
  void aStolenSessionTurnsNothingOn() {
    var client = person.signedIn();
    assertThat(code(client.post("/api/v1/me/two-step", Map.of()))).isEqualTo("wrong_password");
    assertThat(code(client.post("/api/v1/me/two-step", Map.of("password", "a guess"))))
        .isEqualTo("wrong_password");
  }

  @Test
  void takesEachBackupCodeOnce() {
    var codes = person.turnTwoStepOn().backupCodes();
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();

    var typed = codes.getFirst().replace("-", " ").toLowerCase(Locale.ROOT);
    assertThat(person.secondFactor(person.challenge(), "backup_code", typed).status())
        .isEqualTo(200);
    assertThat(code(person.secondFactor(person.challenge(), "backup_code", codes.getFirst())))
        .isEqualTo("wrong_code");
    assertThat(person.secondFactor(person.challenge(), "backup_code", codes.get(1)).status())
        .isEqualTo(200);
  }

  @Test
  void wrongCodesLockTheSecondStepAndNotThePassword() {
    var two = person.turnTwoStepOn();
    var challenge = person.challenge();
    for (int i = 0; i < 5; i++) {
      person.secondFactor(challenge, "totp", two.app().wrong());
    }

    assertThat(code(person.secondFactor(challenge, "totp", two.app().wrong())))
        .isEqualTo("locked_out");
    assertThat(code(person.secondFactor(challenge, "backup_code", two.backupCodes().getFirst())))
        .isEqualTo("locked_out");
    assertThat(person.tryPassword().json().path("challenge").asText()).isNotEmpty();
  }

  @Test
  void challengesAndSessionsAreNotTakenForEachOther() {
    var token = person.tryPassword().json().path("token").asText();
    person.turnTwoStepOn();
    var challenge = person.challenge();

    assertThat(platform.client().bearing(challenge).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(code(person.secondFactor(token, "totp", "000000"))).isEqualTo("sign_in_over");
    assertThat(code(person.secondFactor(challenge + "x", "totp", "000000")))
        .isEqualTo("sign_in_over");
  }

  @Test
  void takesPasswordAndCodeToTurnItOff() {
    var client = person.signedIn();
    var two = person.turnTwoStepOn();
    var backup = two.backupCodes().getFirst();

    assertThat(code(off(client, "wrong", backup))).isEqualTo("wrong_password");
    assertThat(code(off(client, person.password(), two.app().wrong()))).isEqualTo("wrong_code");
    assertThat(off(client, person.password(), backup).status()).isEqualTo(204);
    assertThat(person.tryPassword().json().path("token").asText()).isNotEmpty();
    var security = client.get("/api/v1/me/security").json();
    assertThat(security.path("twoStepSince").isNull()).isTrue();
    assertThat(security.path("backupCodes").asInt()).isZero();
  }

  private static TestClient.Answer off(TestClient client, String password, String code) {
    return client.post("/api/v1/me/two-step/off", Map.of("password", password, "code", code));
  }

  @Test
  void newBackupCodesReplaceTheOld() {
    var client = person.signedIn();
    var old = person.turnTwoStepOn().backupCodes();
    var renewed =
        client.post("/api/v1/me/two-step/codes", Map.of("password", person.password())).json();

    assertThat(renewed.path("codes")).hasSize(10);
    assertThat(code(person.secondFactor(person.challenge(), "backup_code", old.getFirst())))
        .isEqualTo("wrong_code");
    var fresh = renewed.path("codes").get(0).asText();
    assertThat(person.secondFactor(person.challenge(), "backup_code", fresh).status())
        .isEqualTo(200);
  }
}
