package ai.leadmetrics.http.identity;

import ai.leadmetrics.streams.identity.SigningKeyStore;
import ai.leadmetrics.streams.kit.Platform;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of tokens as this node knows them; it asks for rotated ones every minute. */
public final class TokenKeys implements Supplier<List<SigningKeyStore.Key>> {
  private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);

  private final SigningKeyStore store;
  private final ActorSystem<?> system;
  private volatile List<SigningKeyStore.Key> known = List.of();

  public TokenKeys(Platform platform) {
    this.store =
        new SigningKeyStore(
            platform.database(), platform.config(), platform.secrets(), platform.clock());
    this.system = platform.system();
  }

  /** Completes with the first answer, and goes on asking until the system ends. */
  public CompletionStage<List<SigningKeyStore.Key>> follow() {
    system
        .scheduler()
        .scheduleAtFixedRate(
            SigningKeyStore.REFRESH,
            SigningKeyStore.REFRESH,
            () ->
                ask()
                    .exceptionally(
                        failure -> {
                          LOG.warn("the keys of tokens could not be asked for", failure);
                          return known;
                        }),
            system.executionContext());
    return ask();
  }

  private CompletionStage<List<SigningKeyStore.Key>> ask() {
    return store
        .keys()
        .thenApply(
            keys -> {
              known = keys;
              return keys;
            });
  }

  @Override
  public List<SigningKeyStore.Key> get() {
    return known;
  }
}
