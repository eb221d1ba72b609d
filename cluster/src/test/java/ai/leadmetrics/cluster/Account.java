package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.cluster.TestClient.Answer;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.streams.identity.UserStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user of their own, with a password, who has signed in nowhere yet. */
public record Account(TestPlatform platform, String id, String email, String password) {
  /** Two-step sign-in that is on. */
  public record TwoStep(Authenticator app, List<String> backupCodes) {}

  public static Account of(TestTenant tenant) {
    var node = tenant.platform().node().platform();
    var email = UUID.randomUUID() + "@people.example";
    var password = "correct horse battery " + UUID.randomUUID();
    var user =
        new UserStore(node.database(), node.config())
            .put(tenant.id(), email, "Asha Rao", Role.AGENT, password)
            .toCompletableFuture()
            .join();
    return new Account(tenant.platform(), user.id(), email, password);
  }

  /** The answer to a password. */
  public Answer tryPassword() {
    return platform
        .client()
        .post("/api/v1/auth/sign-in", Map.of("email", email, "password", password));
  }

  /** Signed in by password alone. */
  public TestClient signedIn() {
    return platform.client().signIn(email, password);
  }

  public TwoStep turnTwoStepOn() {
    var client = signedIn();
    var begun = client.post("/api/v1/me/two-step", Map.of("password", password));
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    var app = new Authenticator(begun.json().path("secret").asText());
    var on = client.post("/api/v1/me/two-step/confirm", Map.of("code", app.code()));
    assertThat(on.status()).as(on.text()).isEqualTo(200);
    return new TwoStep(
        app, on.json().path("codes").valueStream().map(code -> code.asText()).toList());
  }

  /** The challenge that a right password is answered with. */
  public String challenge() {
    var answer = tryPassword();
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("token").isNull()).isTrue();
    return answer.json().path("challenge").asText();
  }

  public Answer secondFactor(String challenge, String method, @Nullable String code) {
    var body = new HashMap<String, Object>(Map.of("challenge", challenge, "method", method));
    body.put("code", code);
    return platform.client().post("/api/v1/auth/second-factor", body);
  }
}
