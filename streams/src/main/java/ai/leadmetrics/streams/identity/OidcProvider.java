package ai.leadmetrics.streams.identity;

import com.typesafe.config.Config;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An issuer of identities, as the settings describe it.
 *
 * @param pkce whether its token endpoint takes a code verifier
 * @param nonce whether its tokens repeat the nonce they were asked for with
 * @param verifiedClaim the claim that says whether the e-mail address is the person's own
 */
record OidcProvider(
    String id,
    String name,
    URI issuer,
    String clientId,
    String clientSecret,
    List<String> scopes,
    boolean pkce,
    boolean nonce,
    String verifiedClaim) {

  OidcProvider {
    requireSafe(issuer);
  }

  /** Those of {@code leadmetrics.auth.providers} that have a client id, in their order. */
  static List<OidcProvider> of(Config providers) {
    var configured = new ArrayList<OidcProvider>();
    for (var id : providers.getStringList("order")) {
      var config = providers.getConfig(id);
      if (!config.getString("client-id").isBlank()) {
        configured.add(
            new OidcProvider(
                id,
                config.getString("name"),
                URI.create(config.getString("issuer")),
                config.getString("client-id"),
                config.getString("client-secret"),
                config.getStringList("scopes"),
                config.getBoolean("pkce"),
                config.getBoolean("nonce"),
                config.getString("verified-claim")));
      }
    }
    return List.copyOf(configured);
  }

  /** What goes over the wire are codes and secrets: plain HTTP is for this machine only. */
  static URI requireSafe(URI address) {
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    var host = String.valueOf(address.getHost());
    boolean here = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    if (scheme.equals("https") || (scheme.equals("http") && here)) {
      return address;
    }
    throw new IllegalArgumentException("not an https address: " + address);
  }

  @Override
  public String toString() {
    return id;
  }
}
