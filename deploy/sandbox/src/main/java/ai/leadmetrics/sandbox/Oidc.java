package ai.leadmetrics.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Plays issuers of identities (OpenID Connect, authorization code with PKCE): Google, Microsoft and
 * LinkedIn, each under a path of its own. Whoever sits at the browser is whom they say they are.
 */
final class Oidc {
  static final String CLIENT_SECRET = "sandbox-secret";

  private static final Pattern PATH =
      Pattern.compile("/oidc/(google|microsoft|linkedin)/([a-z./_-]+)");
  private static final int MOST_CODES = 10_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OidcKey key = new OidcKey("sandbox-1");

  /** Has the published key's name, and is another one. */
  private final OidcKey foreign = new OidcKey("sandbox-1");

  private final Map<String, OidcGrant> codes = new ConcurrentHashMap<>();
  private final OidcPage page = new OidcPage();

  void handle(Exchange exchange) throws IOException {
    var path = PATH.matcher(exchange.path());
    if (!path.matches()) {
      throw Refusal.of(404, "There is no " + exchange.path());
    }
    var provider = path.group(1);
    var issuer = "http://" + exchange.header("Host") + "/oidc/" + provider;
    switch (exchange.method() + " " + path.group(2)) {
      case "GET .well-known/openid-configuration" -> describe(exchange, issuer);
      case "GET keys" -> keys(exchange);
      case "GET authorize" -> page.show(exchange, provider);
      case "GET choose" -> choose(exchange, issuer);
      case "POST token" -> token(exchange);
      default -> throw Refusal.of(404, "There is no " + exchange.path());
    }
  }

  private static void describe(Exchange exchange, String issuer) throws IOException {
    var body =
        Json.object()
            .put("issuer", issuer)
            .put("authorization_endpoint", issuer + "/authorize")
            .put("token_endpoint", issuer + "/token")
            .put("jwks_uri", issuer + "/keys");
    body.putArray("response_types_supported").add("code");
    body.putArray("subject_types_supported").add("public");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    body.putArray("code_challenge_methods_supported").add("S256");
    body.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
    exchange.reply(200, body);
  }

  private void keys(Exchange exchange) throws IOException {
    var body = Json.object();
    body.putArray("keys").add(key.published());
    exchange.reply(200, body);
  }

  /** Sends the browser back with a code for the chosen person, or with a refusal. */
  private void choose(Exchange exchange, String issuer) throws IOException {
    var redirect = redirect(exchange);
    if (exchange.query("email").isBlank()) {
      send(exchange, redirect, "error=access_denied");
      return;
    }
    var grant =
        new OidcGrant(
            issuer,
            exchange.query("client_id"),
            redirect,
            exchange.query("nonce"),
            exchange.query("code_challenge"),
            exchange.query("email").strip(),
            exchange.query("name").strip(),
            exchange.query("verified").equals("true"),
            OidcGrant.Lie.of(exchange.query("lie")));
    if (codes.size() >= MOST_CODES) {
      codes.clear();
    }
    var code = random();
    codes.put(code, grant);
    send(exchange, redirect, "code=" + code);
  }

  private static void send(Exchange exchange, String redirect, String answer) throws IOException {
    var state = URLEncoder.encode(exchange.query("state"), StandardCharsets.UTF_8);
    exchange
        .with("Location", redirect + "?" + answer + "&state=" + state)
        .with("Referrer-Policy", "no-referrer")
        .reply(302, "text/plain", new byte[0]);
  }

  /** Where the browser goes back to: an absolute address of the web without a query of its own. */
  static String redirect(Exchange exchange) {
    var redirect = exchange.query("redirect_uri");
    try {
      var uri = URI.create(redirect);
      if (uri.getHost() != null
          && uri.getRawQuery() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return redirect;
      }
    } catch (IllegalArgumentException _) {
      // Refused below.
    }
    throw Refusal.of(400, "redirect_uri must be an absolute address");
  }

  private void token(Exchange exchange) throws IOException {
    var form = exchange.form();
    var code = form.getOrDefault("code", "");
    // Used up whatever becomes of it, as issuers do.
    var grant = codes.remove(code);
    if (!form.getOrDefault("client_secret", "").equals(CLIENT_SECRET)) {
      throw refused("invalid_client", 401);
    }
    if (grant == null
        || !form.getOrDefault("grant_type", "").equals("authorization_code")
        || !form.getOrDefault("client_id", "").equals(grant.clientId())
        || !form.getOrDefault("redirect_uri", "").equals(grant.redirect())
        || !grant.matches(form.getOrDefault("code_verifier", ""))) {
      throw refused("invalid_grant", 400);
    }
    exchange
        .with("Cache-Control", "no-store")
        .reply(
            200,
            Json.object()
                .put("access_token", random())
                .put("token_type", "Bearer")
                .put("expires_in", 3600)
                .put("id_token", grant.token(key, foreign)));
  }

  private static Refusal refused(String error, int status) {
    return Refusal.with(status, Json.object().put("error", error));
  }

  private static String random() {
    var bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
