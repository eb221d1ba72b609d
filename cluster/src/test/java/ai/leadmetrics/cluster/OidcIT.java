package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.cluster.TestClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in by an account elsewhere, against the simulated issuer. */
class OidcIT {
  private static final String VERIFIED = "&verified=true";

  private final TestPlatform platform = TestPlatform.shared();
  private final String email = UUID.randomUUID() + "@elsewhere.example";

  private OidcVisit visit(String more) {
    return OidcVisit.signIn(platform, email, more);
  }

  private static String code(Answer answer) {
    return answer.json().path("code").asText();
  }

  @Test
  void offersWhatIsConfigured() {
    assertThat(platform.client().get("/api/v1/auth/providers").json().path("items"))
        .extracting(provider -> provider.path("id").asText())
        .containsExactly("google", "microsoft", "linkedin");
    assertThat(platform.client().post("/api/v1/auth/social/elsewhere", Map.of()).status())
        .isEqualTo(404);
  }

  @Test
  void makesAnAccountAndFindsItAgain() {
    var first = visit(VERIFIED).arrive(platform);
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    var user = first.json().path("user");
    assertThat(user.path("email").asText()).isEqualTo(email);
    assertThat(user.path("name").asText()).isEqualTo("Asha Rao");
    assertThat(user.path("verified").asBoolean()).isTrue();

    var second = visit(VERIFIED).arrive(platform);
    assertThat(second.json().path("user").path("id")).isEqualTo(user.path("id"));
  }

  @Test
  void knowsTheUserWithTheSameAddress() {
    var person = Account.of(platform.newTenant());
    var arrived = OidcVisit.signIn(platform, person.email(), VERIFIED).arrive(platform);

    assertThat(arrived.json().path("user").path("id").asText()).isEqualTo(person.id());
    assertThat(person.tryPassword().status()).isEqualTo(200);
  }

  @Test
  void whoSignedUpWithSomebodyElsesAddressIsOutWhenItsOwnerComes() {
    var password = "vq8-Tundra-kiosk";
    var stranger = Map.of("email", email, "name", "Mallory", "password", password);
    assertThat(platform.client().post("/api/v1/auth/sign-up", stranger).status()).isEqualTo(202);
    var taken = Person.signIn(platform, email, password);
    assertThat(taken.get("/api/v1/me").status()).isEqualTo(200);
    // Ways back in that would outlast the password.
    var again = Map.of("password", password);
    for (var way : List.of("me/accounts/google", "me/passkeys/options", "me/two-step")) {
      assertThat(taken.post("/api/v1/" + way, again).code()).isEqualTo("email_not_verified");
    }

    assertThat(visit(VERIFIED).arrive(platform).status()).isEqualTo(200);

    assertThat(taken.get("/api/v1/me").status()).isEqualTo(401);
    var back = Map.of("email", email, "password", password);
    assertThat(platform.client().post("/api/v1/auth/sign-in", back).status()).isEqualTo(401);
  }

  @Test
  void asksForTheSecondStepToo() {
    var person = Account.of(platform.newTenant());
    var app = person.turnTwoStepOn().app();
    var arrived = OidcVisit.signIn(platform, person.email(), VERIFIED).arrive(platform).json();

    assertThat(arrived.path("token").isNull()).isTrue();
    var done = person.secondFactor(arrived.path("challenge").asText(), "totp", app.next());
    assertThat(done.status()).as(done.text()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonce", "issuer", "audience", "expired", "unsigned", "foreign-key"})
  void believesNoTokenThatIsNotAsItMustBe(String lie) {
    var arrived = visit(VERIFIED + "&lie=" + lie).arrive(platform);

    assertThat(arrived.status()).isEqualTo(403);
    assertThat(code(arrived)).isEqualTo("arrival_refused");
  }

  @Test
  void takesAnAnswerOnceAndFromTheBrowserThatAsked() {
    var visit = visit(VERIFIED);
    var elsewhere = new OidcVisit(visit.state(), visit.code(), visit(VERIFIED).flow());
    assertThat(code(elsewhere.arrive(platform))).isEqualTo("arrival_refused");

    // The attempt above used the state up.
    assertThat(code(visit.arrive(platform))).isEqualTo("arrival_refused");

    var good = visit(VERIFIED);
    assertThat(good.arrive(platform).status()).isEqualTo(200);
    assertThat(code(good.arrive(platform))).isEqualTo("arrival_refused");
    var guessed = new OidcVisit("guessed", good.code(), good.flow());
    assertThat(code(guessed.arrive(platform))).isEqualTo("arrival_refused");
  }

  @Test
  void aCodeIsBoundToTheRequestItWasMadeFor() {
    var mine = visit(VERIFIED);
    var stolen = OidcVisit.signIn(platform, "victim-" + email, VERIFIED);

    var mixed = new OidcVisit(mine.state(), stolen.code(), mine.flow());
    assertThat(code(mixed.arrive(platform))).isEqualTo("arrival_refused");
  }

  @Test
  void anAddressTheIssuerDoesNotVouchForOpensNothing() {
    var person = Account.of(platform.newTenant());
    var arrived = OidcVisit.signIn(platform, person.email(), "&verified=false").arrive(platform);

    assertThat(arrived.status()).isEqualTo(403);
    assertThat(code(arrived)).isEqualTo("address_not_vouched");
    assertThat(code(visit("").arrive(platform))).isEqualTo("address_not_vouched");
  }

  @Test
  void linksAnyAccountFromTheSecurityPage() {
    var person = Account.of(platform.newTenant());
    var client = person.signedIn();
    var visit = OidcVisit.link(person, client, email, "&verified=false");
    assertThat(client.post("/api/v1/me/accounts", visit.body()).status()).isEqualTo(204);

    var arrived = visit("&verified=false").arrive(platform);
    assertThat(arrived.json().path("user").path("id").asText()).isEqualTo(person.id());
    var google = client.get("/api/v1/me/security").json().path("accounts").get(0);
    assertThat(google.path("linkedAt").asText()).startsWith("20");
  }

  @Test
  void aLinkIsMadeByWhoSetOutToMakeItOnly() {
    var tenant = platform.newTenant();
    var person = Account.of(tenant);
    var stranger = Account.of(tenant);
    var client = person.signedIn();
    var other = stranger.signedIn();
    var stolen = OidcVisit.link(person, client, email, "");
    assertThat(code(other.post("/api/v1/me/accounts", stolen.body()))).isEqualTo("arrival_refused");
    assertThat(code(OidcVisit.link(person, client, email, VERIFIED).arrive(platform)))
        .isEqualTo("arrival_refused");
    assertThat(code(client.post("/api/v1/me/accounts", visit(VERIFIED).body())))
        .isEqualTo("arrival_refused");

    var mine = OidcVisit.link(person, client, email, "");
    assertThat(client.post("/api/v1/me/accounts", mine.body()).status()).isEqualTo(204);
    var taken = OidcVisit.link(stranger, other, email, "");
    assertThat(code(other.post("/api/v1/me/accounts", taken.body()))).isEqualTo("account_taken");
  }

  @Test
  void aStolenSessionLinksNothing() {
    var client = Account.of(platform.newTenant()).signedIn();
    for (var guess : List.of(Map.of(), Map.of("password", "a guess"))) {
      assertThat(code(client.post("/api/v1/me/accounts/google", guess)))
          .isEqualTo("wrong_password");
    }
  }
}
