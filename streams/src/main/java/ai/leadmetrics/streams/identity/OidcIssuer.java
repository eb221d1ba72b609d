package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an issuer publishes about itself, and the check of tokens it signs. */
record OidcIssuer(OidcProvider provider, String issuer, URI authorize, URI token, JWKSet keys) {
  /** Only signatures that take the issuer's private key: never none, never a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  /** Microsoft's issuer for accounts of any organisation is a template. */
  private static final String TEMPLATE = "{tenantid}";

  private static final Set<String> ANY_ORGANISATION =
      Set.of("common", "organizations", "consumers");
  private static final Pattern TENANT = Pattern.compile("[0-9a-fA-F-]{36}");

  static OidcIssuer discover(OidcProvider provider, OidcHttp http) {
    var document =
        parsed(http.get(URI.create(provider.issuer() + "/.well-known/openid-configuration")));
    var issuer = required(document, "issuer");
    if (!isOf(provider, issuer)) {
      throw new OidcException(provider.issuer() + " calls itself " + issuer, false);
    }
    try {
      return new OidcIssuer(
          provider,
          issuer,
          address(document, "authorization_endpoint"),
          address(document, "token_endpoint"),
          JWKSet.parse(http.get(address(document, "jwks_uri"))));
    } catch (ParseException e) {
      throw new OidcException("the keys of " + issuer + " cannot be read", false);
    }
  }

  /**
   * The token's claims.
   *
   * @param nonce what it has to repeat; absent for issuers that never do
   * @throws OidcException where anything about it is not as it must be
   */
  IDTokenClaimsSet check(JWT idToken, @Nullable Nonce nonce) {
    try {
      if (!(idToken.getHeader().getAlgorithm() instanceof JWSAlgorithm algorithm)
          || !ALGORITHMS.contains(algorithm)) {
        throw new OidcException("signed by " + idToken.getHeader().getAlgorithm(), false);
      }
      var validator =
          new IDTokenValidator(
              new Issuer(expected(idToken)), new ClientID(provider.clientId()), algorithm, keys);
      return validator.validate(idToken, nonce);
    } catch (BadJOSEException | JOSEException | ParseException e) {
      throw new OidcException("a token of " + issuer + " is not valid: " + e.getMessage(), false);
    }
  }

  /** Whether the keys have one that the token may be signed with. */
  boolean knowsKeyOf(JWT idToken) {
    var id =
        idToken.getHeader() instanceof com.nimbusds.jose.JWSHeader header
            ? header.getKeyID()
            : null;
    return id == null || keys.getKeyByKeyId(id) != null;
  }

  private String expected(JWT idToken) throws ParseException {
    if (!issuer.contains(TEMPLATE)) {
      return issuer;
    }
    var tenant = String.valueOf(idToken.getJWTClaimsSet().getStringClaim("tid"));
    if (!TENANT.matcher(tenant).matches()) {
      throw new OidcException("a token of " + issuer + " names no organisation", false);
    }
    return issuer.replace(TEMPLATE, tenant);
  }

  private static boolean isOf(OidcProvider provider, String issuer) {
    var configured = provider.issuer().toString();
    return issuer.equals(configured)
        || (issuer.contains(TEMPLATE)
            && ANY_ORGANISATION.stream()
                .anyMatch(any -> issuer.replace(TEMPLATE, any).equals(configured)));
  }

  private static JsonNode parsed(String json) {
    try {
      return Json.read(json, JsonNode.class);
    } catch (java.io.UncheckedIOException e) {
      throw new OidcException("not JSON: " + e.getMessage(), false);
    }
  }

  private static URI address(JsonNode document, String field) {
    try {
      return OidcProvider.requireSafe(URI.create(required(document, field)));
    } catch (IllegalArgumentException e) {
      throw new OidcException(field + ": " + e.getMessage(), false);
    }
  }

  private static String required(JsonNode document, String field) {
    var value = document.path(field);
    if (!value.isTextual()) {
      throw new OidcException("the issuer publishes no " + field, false);
    }
    return value.textValue();
  }
}
