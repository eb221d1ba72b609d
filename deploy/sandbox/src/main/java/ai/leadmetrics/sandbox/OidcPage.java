package ai.leadmetrics.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where an issuer would ask for a password: here anybody may be anybody. */
final class OidcPage {
  /** What the product sends along and gets back, unread. */
  private static final List<String> CARRIED =
      List.of("client_id", "redirect_uri", "state", "nonce", "code_challenge");

  private record Person(String name, String email, boolean verified) {}

  private static final List<Person> PEOPLE =
      List.of(
          new Person("Asha Rao", "asha.rao@example.com", true),
          new Person("Vikram Shah", "vikram.shah@example.com", true),
          new Person("Nobody Sure", "unverified@example.com", false));

  void show(Exchange exchange, String provider) throws IOException {
    var redirect = Oidc.redirect(exchange);
    if (!exchange.query("response_type").equals("code")
        || !exchange.query("code_challenge_method").matches("|S256")) {
      throw Refusal.of(400, "Only response_type code, with S256 where PKCE is used, works here");
    }
    var query =
        CARRIED.stream()
            .map(name -> name + "=" + encoded(exchange.query(name)))
            .collect(Collectors.joining("&"));
    exchange
        .with("Content-Security-Policy", policy(redirect))
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-store")
        .reply(
            200,
            "text/html; charset=UTF-8",
            html(exchange, provider, query).getBytes(StandardCharsets.UTF_8));
  }

  /** A browser holds a form to its policy all the way to where the answer sends it. */
  private static String policy(String redirect) {
    var back = URI.create(redirect);
    return "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
        + " frame-ancestors 'none'; form-action 'self' "
        + back.getScheme()
        + "://"
        + back.getRawAuthority().replaceAll("[^A-Za-z0-9.:\\[\\]-]", "");
  }

  private static String html(Exchange exchange, String provider, String query) {
    var name = provider.substring(0, 1).toUpperCase(Locale.ROOT) + provider.substring(1);
    var people =
        PEOPLE.stream().map(person -> link(person, query)).collect(Collectors.joining("\n"));
    var carried =
        CARRIED.stream()
            .map(
                field ->
                    "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(field, escaped(exchange.query(field))))
            .collect(Collectors.joining("\n"));
    return """
    <!doctype html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%1$s (simulated)</title>
      <link rel="icon" href="/icon.svg" type="image/svg+xml">
      <link rel="stylesheet" href="/sign-in.css">
    </head>
    <body>
      <main>
        <h1>Sign in with %1$s</h1>
        <p>A simulation: choose who you are.</p>
        <ul>
    %2$s
        </ul>
        <form action="choose" method="get">
          <h2>Somebody else</h2>
    %3$s
          <label>Name <input name="name" value="Sam Sample" required></label>
          <label>E-mail <input name="email" type="email" required></label>
          <label class="check"><input name="verified" type="checkbox" value="true" checked> The address is verified</label>
          <label>The token is
            <select name="lie">
              <option value="">as it should be</option>
              <option value="nonce">for another nonce</option>
              <option value="issuer">of another issuer</option>
              <option value="audience">for another audience</option>
              <option value="expired">expired</option>
              <option value="unsigned">not signed</option>
              <option value="foreign-key">signed with another key</option>
            </select>
          </label>
          <button type="submit">Continue</button>
        </form>
        <p><a href="choose?%4$s">Cancel</a></p>
      </main>
    </body>
    </html>
    """
        .formatted(name, people, carried, escaped(query));
  }

  private static String link(Person person, String query) {
    var address =
        "choose?"
            + query
            + "&name="
            + encoded(person.name)
            + "&email="
            + encoded(person.email)
            + "&verified="
            + person.verified;
    return "      <li><a href=\"%s\"><strong>%s</strong> <span>%s%s</span></a></li>"
        .formatted(
            escaped(address), person.name, person.email, person.verified ? "" : " (not verified)");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
