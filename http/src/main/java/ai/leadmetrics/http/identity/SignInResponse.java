package ai.leadmetrics.http.identity;

import ai.leadmetrics.protocol.identity.FactorMethod;
import ai.leadmetrics.protocol.identity.Me;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session, or the demand for a second factor.
 *
 * @param token for requests without cookies; absent where there is a challenge
 * @param challenge to be sent with the second factor; absent where there is a session
 * @param methods that the challenge can be met with, best first
 */
public record SignInResponse(
    @Nullable String token,
    @Nullable Instant expiresAt,
    @Nullable Me user,
    @Nullable String challenge,
    @Nullable List<FactorMethod> methods) {

  static SignInResponse session(Tokens.Issued access, Me user) {
    return new SignInResponse(access.token(), access.expiresAt(), user, null, null);
  }

  static SignInResponse challenge(Tokens.Issued challenge, List<FactorMethod> methods) {
    return new SignInResponse(null, challenge.expiresAt(), null, challenge.token(), methods);
  }

  @Override
  public String toString() {
    return (challenge == null ? "signed in until " : "challenged until ") + expiresAt;
  }
}
