package ai.leadmetrics.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OidcTest {
  private static final String BACK = "http://localhost:8080/auth/callback";

  /** RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String REQUEST =
      "client_id=app&response_type=code&state=s1&nonce=n1&code_challenge_method=S256"
          + "&code_challenge="
          + CHALLENGE
          + "&redirect_uri="
          + BACK;

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void describesItself() {
    var issuer = bench.sandbox.url() + "/oidc/google";
    var document = bench.get("/oidc/google/.well-known/openid-configuration").body();

    assertThat(document.path("issuer").asText()).isEqualTo(issuer);
    assertThat(document.path("token_endpoint").asText()).isEqualTo(issuer + "/token");
    assertThat(bench.get("/oidc/google/keys").body().at("/keys/0/kty").asText()).isEqualTo("RSA");
    assertThat(bench.get("/oidc/elsewhere/keys").status()).isEqualTo(404);
  }

  @Test
  void letsPeopleChooseWhoTheyAre() {
    var page = bench.page("/oidc/google/authorize?" + REQUEST);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Asha Rao", "asha.rao%40example.com");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("form-action 'self' http://localhost:8080");
  }

  @Test
  void doesNotWriteWhatItIsSentIntoThePage() {
    var page = bench.page("/oidc/google/authorize?" + REQUEST + "&state=%22%3E%3Cscript%3E");

    assertThat(page.body()).doesNotContain("<script");
    assertThat(
            bench
                .page("/oidc/google/authorize?response_type=code&redirect_uri=javascript:1")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void givesATokenForACodeOnce() {
    var code = choose("email=asha@inn.example&name=Asha&verified=true");
    var answer = token(code, VERIFIER);

    assertThat(answer.status()).isEqualTo(200);
    var claims = claims(answer.body().path("id_token").asText());
    assertThat(claims.path("aud").asText()).isEqualTo("app");
    assertThat(claims.path("nonce").asText()).isEqualTo("n1");
    assertThat(claims.path("email_verified").asBoolean()).isTrue();
    assertThat(token(code, VERIFIER).status()).isEqualTo(400);
  }

  @Test
  void givesNoneForAnotherVerifier() {
    assertThat(token(choose("email=asha@inn.example"), VERIFIER + "x").status()).isEqualTo(400);
  }

  @Test
  void sendsThoseBackWhoCancel() {
    assertThat(location("")).isEqualTo(BACK + "?error=access_denied&state=s1");
  }

  private String choose(String person) {
    var location = location(person);
    assertThat(location).startsWith(BACK + "?code=").endsWith("&state=s1");
    return location.substring((BACK + "?code=").length(), location.indexOf("&state"));
  }

  private String location(String person) {
    var request =
        HttpRequest.newBuilder(
                URI.create(bench.sandbox.url() + "/oidc/google/choose?" + REQUEST + "&" + person))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request, HttpResponse.BodyHandlers.discarding());
      return response.headers().firstValue("Location").orElseThrow();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Bench.Answer token(String code, String verifier) {
    return bench.post(
        "/oidc/google/token",
        "grant_type=authorization_code&client_id=app&client_secret="
            + Oidc.CLIENT_SECRET
            + "&redirect_uri="
            + BACK
            + "&code="
            + code
            + "&code_verifier="
            + verifier,
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private static JsonNode claims(String token) {
    try {
      return Json.parse(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
