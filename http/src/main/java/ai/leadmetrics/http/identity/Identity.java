package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.RateLimits;
import ai.leadmetrics.http.kit.Visits;
import ai.leadmetrics.streams.identity.Accounts;
import ai.leadmetrics.streams.identity.MembershipStore;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.SignInGuard;
import ai.leadmetrics.streams.identity.SigningKeyStore;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.tenancy.PictureStore;
import ai.leadmetrics.streams.tenancy.StayStore;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Everything about who asks, put together once per node. */
public record Identity(
    Tokens tokens,
    SessionStore sessions,
    UserStore users,
    SignInGuard guard,
    SignIns signIns,
    Accounts accounts,
    OwnAccount account,
    SessionAuthenticator authenticator,
    RateLimits rates,
    StayStore stays,
    Clock clock) {

  /**
   * @param keys of tokens: those that verify, the one that signs first
   */
  public static Identity of(
      Platform platform,
      Supplier<List<SigningKeyStore.Key>> keys,
      SecondFactors factors,
      RateLimits rates) {
    var auth = platform.config().getConfig("leadmetrics.auth");
    var database = platform.database();
    var tokens =
        new Tokens(keys, auth.getDuration("access"), auth.getDuration("ticket"), platform.clock());
    var sessions = new SessionStore(platform);
    var users = new UserStore(database, platform.config());
    var memberships = new MembershipStore(database);
    var guard = new SignInGuard(platform, users);
    var signIns =
        new SignIns(
            tokens,
            sessions,
            guard,
            users,
            memberships,
            new Introductions(
                users, memberships, new TenantStore(database), new PictureStore(database)),
            factors,
            platform.clock());
    return new Identity(
        tokens,
        sessions,
        users,
        guard,
        signIns,
        new Accounts(platform, users, sessions, guard),
        new OwnAccount(
            platform.entities(),
            users,
            sessions,
            guard,
            platform.clock(),
            auth.getDuration("recent")),
        new SessionAuthenticator(
            tokens, sessions, new Visits(platform.config().getConfig("leadmetrics.http"))),
        rates,
        new StayStore(platform),
        platform.clock());
  }

  public SignInApi signInApi() {
    return new SignInApi(guard, signIns, sessions, accounts, rates, stays, clock);
  }

  public AccountApi accountApi() {
    return new AccountApi(accounts, rates);
  }

  public ProfileApi profileApi() {
    return new ProfileApi(signIns, sessions, accounts);
  }
}
