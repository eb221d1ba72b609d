package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.streams.identity.LinkStore;
import ai.leadmetrics.streams.identity.LinkStore.Linked;
import ai.leadmetrics.streams.identity.PasskeyStore;
import ai.leadmetrics.streams.identity.PasskeyStore.Passkey;
import ai.leadmetrics.streams.identity.SocialStore;
import ai.leadmetrics.streams.identity.TotpStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How one's own account is protected. */
public final class SecurityApi {
  private final OwnAccount account;
  private final TotpStore totp;
  private final PasskeyStore passkeys;
  private final SocialStore social;
  private final LinkStore links;

  public SecurityApi(
      OwnAccount account,
      TotpStore totp,
      PasskeyStore passkeys,
      SocialStore social,
      LinkStore links) {
    this.account = account;
    this.totp = totp;
    this.passkeys = passkeys;
    this.social = social;
    this.links = links;
  }

  /**
   * @param password whether the account has one
   * @param twoStepSince absent while two-step sign-in is off
   * @param backupCodes how many are left
   */
  record Security(
      boolean password,
      @Nullable Instant twoStepSince,
      int backupCodes,
      List<Passkey> passkeys,
      List<Account> accounts) {}

  /**
   * Somewhere one may sign in.
   *
   * @param email of the linked account, where known
   * @param linkedAt absent while none is linked
   */
  record Account(
      String provider, String name, @Nullable String email, @Nullable Instant linkedAt) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/me/security", "security", "How one's own account is protected")
            .signedIn()
            .always()
            .answers(Security.class, (caller, _) -> security(caller)));
  }

  private CompletionStage<Security> security(Caller caller) {
    var user = caller.user();
    return account
        .hasPassword(caller)
        .thenCombine(
            totp.since(user),
            (password, since) ->
                new Security(password, since.orElse(null), 0, List.of(), List.of()))
        .thenCombine(
            totp.codesLeft(user),
            (security, left) ->
                new Security(security.password, security.twoStepSince, left, List.of(), List.of()))
        .thenCombine(
            passkeys.list(user),
            (security, keys) ->
                new Security(
                    security.password,
                    security.twoStepSince,
                    security.backupCodes,
                    keys,
                    List.of()))
        .thenCombine(
            links.list(user),
            (security, linked) ->
                new Security(
                    security.password,
                    security.twoStepSince,
                    security.backupCodes,
                    security.passkeys,
                    accounts(linked)));
  }

  private List<Account> accounts(List<Linked> linked) {
    return social.providers().stream()
        .map(
            provider ->
                linked.stream()
                    .filter(account -> account.provider().equals(provider.id()))
                    .findFirst()
                    .map(
                        account ->
                            new Account(
                                provider.id(),
                                provider.name(),
                                account.email(),
                                account.linkedAt()))
                    .orElseGet(() -> new Account(provider.id(), provider.name(), null, null)))
        .toList();
  }
}
