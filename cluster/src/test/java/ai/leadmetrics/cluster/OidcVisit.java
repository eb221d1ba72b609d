package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.cluster.TestClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A browser on its way to an issuer and back. */
record OidcVisit(String state, String code, String flow) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Sets out to sign in with Google and says there who one is. */
  static OidcVisit signIn(TestPlatform platform, String email, String more) {
    return made(platform.client().post("/api/v1/auth/social/google", Map.of()), email, more);
  }

  /** Sets out from the security page. */
  static OidcVisit link(Account person, TestClient client, String email, String more) {
    var again = Map.of("password", person.password());
    return made(client.post("/api/v1/me/accounts/google", again), email, more);
  }

  /**
   * @param more for the issuer's page: {@code &verified=true&lie=nonce}
   */
  private static OidcVisit made(Answer departure, String email, String more) {
    assertThat(departure.status()).as(departure.text()).isEqualTo(200);
    var url = departure.json().path("url").asText();
    assertThat(url).contains("/oidc/google/authorize?", "code_challenge_method=S256", "nonce=");
    var chosen =
        url.replace("/authorize?", "/choose?")
            + "&name=Asha+Rao&email="
            + URLEncoder.encode(email, StandardCharsets.UTF_8)
            + more;
    var back = URI.create(location(chosen));
    return new OidcVisit(
        parameter(back, "state"), parameter(back, "code"), departure.json().path("flow").asText());
  }

  private static String location(String url) {
    try {
      var answer =
          HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
      return answer.headers().firstValue("Location").orElseThrow();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String parameter(URI uri, String name) {
    for (var pair : uri.getRawQuery().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError("no " + name + " in " + uri);
  }

  Map<String, String> body() {
    return Map.of("state", state, "code", code, "flow", flow);
  }

  Answer arrive(TestPlatform platform) {
    return platform.client().post("/api/v1/auth/arrival", body());
  }
}
