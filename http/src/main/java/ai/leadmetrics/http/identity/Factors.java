package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.streams.identity.ArrivalStore;
import ai.leadmetrics.streams.identity.FactorStore;
import ai.leadmetrics.streams.identity.LinkStore;
import ai.leadmetrics.streams.identity.PasskeyStore;
import ai.leadmetrics.streams.identity.SocialStore;
import ai.leadmetrics.streams.identity.TotpStore;
import ai.leadmetrics.streams.kit.Platform;
import java.util.List;
import java.util.stream.Stream;

/** Everything that proves who somebody is besides a password, put together once per node. */
public record Factors(
    TwoStepApi twoStep,
    PasskeysApi passkeys,
    FactorsApi signIn,
    SocialApi social,
    SecurityApi security) {

  /** What to ask for after a first factor. */
  public static SecondFactors secondFactors(Platform platform) {
    var factors = new FactorStore(platform.database());
    return factors::methodsOf;
  }

  public static Factors of(Platform platform, Identity identity) {
    var clock = platform.clock();
    var totp = new TotpStore(platform);
    var passkeys = new PasskeyStore(platform);
    var social = new SocialStore(platform);
    var links = new LinkStore(platform.database());
    var account = identity.account();
    return new Factors(
        new TwoStepApi(account, totp, identity.sessions(), clock),
        new PasskeysApi(account, passkeys, clock),
        new FactorsApi(identity, totp, passkeys, clock),
        new SocialApi(identity, account, social, new ArrivalStore(platform), links, clock),
        new SecurityApi(account, totp, passkeys, social, links));
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return Stream.of(
            signIn.endpoints(),
            social.endpoints(),
            security.endpoints(),
            twoStep.endpoints(),
            passkeys.endpoints())
        .<Endpoint<?, ?, ?>>flatMap(List::stream)
        .toList();
  }
}
