package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.identity.Lockout;
import ai.leadmetrics.streams.identity.SignInGuard;
import ai.leadmetrics.streams.identity.SignInGuard.Checked;
import ai.leadmetrics.streams.identity.SignInGuard.Origin;
import ai.leadmetrics.streams.identity.UnprovedAccounts;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.tenancy.SignUpStore;
import ai.leadmetrics.streams.tenancy.SignUpStore.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Strangers' guesses lock strangers out, not the account's owner; counts hold when many ask at
 * once.
 */
class GuessingIT {
  private final TestPlatform test = TestPlatform.shared();
  private final Platform platform = test.node().platform();
  private final SignInGuard guard =
      new SignInGuard(platform, new UserStore(platform.database(), platform.config()));
  private final String email = UUID.randomUUID() + "@guessing.example";

  private Checked tries(String address, String password, String source, @Nullable String device) {
    return guard
        .password(address, password, new Origin(source, device))
        .toCompletableFuture()
        .join();
  }

  private void fail(String address, String source, int times) {
    for (int i = 0; i < times; i++) {
      tries(address, "a wrong one", source, null);
    }
  }

  @Test
  void oneSourceLocksItselfOutAndNobodyElse() {
    var asha = Account.of(test.newTenant());
    fail(asha.email(), "10.1.0.1", Lockout.LIMIT);

    assertThat(tries(asha.email(), asha.password(), "10.1.0.1", null))
        .isInstanceOf(Checked.Refused.class);
    assertThat(tries(asha.email(), asha.password(), "10.1.0.2", null))
        .isInstanceOf(Checked.Passed.class);
  }

  @Test
  void manySourcesLockThePasswordForUnknownDevicesOnly() {
    var asha = Account.of(test.newTenant());
    var device = "tokn_" + UUID.randomUUID();
    platform
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into core.known_device (user_id, hash, seen_at)"
                        + " values (?, sha256(convert_to(?, 'UTF8')), now())",
                    asha.id(),
                    device));
    for (int source = 1; source <= Lockout.TOTAL / Lockout.LIMIT; source++) {
      fail(asha.email(), "10.2.0." + source, Lockout.LIMIT);
    }

    assertThat(tries(asha.email(), asha.password(), "10.2.1.1", null))
        .isInstanceOf(Checked.Refused.class);
    assertThat(tries(asha.email(), asha.password(), "10.2.1.1", "tokn_guess"))
        .isInstanceOf(Checked.Refused.class);
    assertThat(tries(asha.email(), asha.password(), "10.2.1.1", device))
        .isInstanceOf(Checked.Passed.class);
    // A device has as many guesses as a source.
    for (int i = 0; i < Lockout.LIMIT; i++) {
      tries(asha.email(), "a wrong one", "10.2.1.1", device);
    }
    assertThat(tries(asha.email(), asha.password(), "10.2.1.1", device))
        .isInstanceOf(Checked.Refused.class);
  }

  /** security.md's F11: five wrong passwords for an account that has none. */
  @Test
  void guessesDoNotKeepAnyoneFromAnIssuer() {
    assertThat(OidcVisit.signIn(test, email, "&verified=true").arrive(test).status())
        .isEqualTo(200);
    var body = Map.of("email", email, "password", "a wrong one");
    for (int i = 0; i < Lockout.LIMIT; i++) {
      assertThat(test.client().post("/api/v1/auth/sign-in", body).status()).isEqualTo(401);
    }
    assertThat(test.client().post("/api/v1/auth/sign-in", body).json().path("code").asText())
        .isEqualTo("locked_out");

    assertThat(OidcVisit.signIn(test, email, "&verified=true").arrive(test).status())
        .isEqualTo(200);
  }

  @Test
  void twentyBusinessesAreTwentyHoweverManyAreAskedForAtOnce() {
    var user = Account.of(test.newTenant()).id();
    var store = new SignUpStore(platform.database());
    var claims =
        IntStream.range(0, 31)
            .mapToObj(i -> store.claim(user, "claim " + i + ' ' + email, Instant.now()))
            .map(claim -> claim.toCompletableFuture())
            .toList();
    CompletableFuture.allOf(claims.toArray(CompletableFuture[]::new)).join();

    assertThat(claims.stream().filter(claim -> claim.join() instanceof Claimed.Given)).hasSize(20);
  }

  @Test
  void anAccountThatNobodyProvesIsRemoved() {
    var left = signUp("left-" + email);
    var fresh = signUp("fresh-" + email);
    sql("update core.app_user set created_at = now() - interval '15 days' where id = ?", left);
    UnprovedAccounts.REMOVE
        .work()
        .run(platform, Instant.now().plus(Duration.ofMinutes(1)))
        .toCompletableFuture()
        .join();

    assertThat(count("core.app_user", "id", left)).isZero();
    assertThat(count("public.event_journal", "persistence_id", "User|platform:" + left)).isZero();
    assertThat(count("core.app_user", "id", fresh)).isOne();
    assertThat(signUp("left-" + email)).isNotEqualTo(left);
  }

  /** awesomemotive/WP-Mail-SMTP#157: one mailbox, however its domain is written. */
  @Test
  void signsUpAndInWithAnInternationalAddress() {
    var local = "info" + UUID.randomUUID().toString().substring(0, 8);
    var user = signUp(local + "@münchen.example");
    assertThat(user).isNotEmpty();
    var body =
        Map.of(
            "email",
            local.toUpperCase(Locale.ROOT) + "@XN--MNCHEN-3YA.example",
            "password",
            PASSWORD);
    var answer = test.client().post("/api/v1/auth/sign-in", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("user").path("id").asText()).isEqualTo(user);
    assertThat(signUp("आशा" + local + "@उदाहरण.भारत")).isNotEmpty();
  }

  private static final String PASSWORD = "violet tram lantern 42 rock";

  private String signUp(String address) {
    var body = Map.of("email", address, "name", "Asha", "password", PASSWORD);
    var answer = test.client().post("/api/v1/auth/sign-up", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return new UserStore(platform.database(), platform.config())
        .findByEmail(address)
        .toCompletableFuture()
        .join()
        .orElseThrow()
        .id();
  }

  private void sql(String statement, String value) {
    platform.database().jdbi().useHandle(handle -> handle.execute(statement, value));
  }

  private long count(String table, String column, String value) {
    return platform
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from <table> where <column> = :value")
                    .define("table", table)
                    .define("column", column)
                    .bind("value", value)
                    .mapTo(Long.class)
                    .one());
  }
}
