package ai.leadmetrics.http.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Quotas.Limit;
import ai.leadmetrics.streams.kit.Quotas.Taken;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final List<String> taken = new ArrayList<>();
  private boolean granted = true;
  private long allowed;
  private final RateLimits rates =
      new RateLimits(
          ConfigFactory.load("leadmetrics-http").getConfig("leadmetrics.http"),
          new RateLimits.Buckets() {
            @Override
            public CompletionStage<Taken> take(String key, Limit limit) {
              taken.add(key);
              allowed = limit.burst();
              return CompletableFuture.completedFuture(
                  new Taken(granted, 1, Duration.ZERO, Duration.ZERO));
            }

            @Override
            public void giveBack(String key) {}
          },
          _ -> CompletableFuture.completedFuture("starter"));

  private void take(RateClass rate) {
    var session =
        new Session(
            "tokn_1",
            "sess_1",
            "user_1",
            "Asha",
            Role.AGENT,
            new TenantId("acme"),
            true,
            null,
            Instant.MAX);
    rates.take(rate, session).toCompletableFuture().join();
  }

  /** A member used up the password changes of the whole business. */
  @Test
  void whatConcernsTheAccountIsCountedForItsOwnerAlone() {
    take(RateClass.SIGN_IN);
    assertThat(taken).containsExactly("sign_in user_1");
  }

  /** Twenty businesses of one account had twenty times the invitations. */
  @Test
  void mailsAreCountedForThePersonAndForTheBusiness() {
    take(RateClass.MAIL);
    assertThat(taken).containsExactly("mail user_1", "mail tenant acme");
    taken.clear();
    granted = false;
    take(RateClass.MAIL);
    assertThat(taken).containsExactly("mail user_1");
  }

  @Test
  void deliveriesToATenantAreLimitedByItsPlan() {
    rates.take(RateClass.WEBHOOK, new TenantId("acme")).toCompletableFuture().join();
    assertThat(taken).containsExactly("webhook tenant acme");
    assertThat(allowed).isEqualTo(4_000);
  }

  @Test
  void deliveriesToThePlatformAreLimitedAsThoseOfTheLargestPlan() {
    rates.take(RateClass.WEBHOOK, TenantId.PLATFORM).toCompletableFuture().join();
    assertThat(allowed).isEqualTo(20_000);
  }

  @Test
  void theRestIsTheBusinesss() {
    take(RateClass.WRITE);
    assertThat(taken).containsExactly("write tenant acme");
  }
}
