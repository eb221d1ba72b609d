package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.kit.Platform;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The key that tokens are signed with: the same on every node. */
public final class SigningKeyStore {
  private static final String ID = "tokens";
  private static final int BYTES = 32;

  private final Platform platform;

  public SigningKeyStore(Platform platform) {
    this.platform = platform;
  }

  /**
   * The key in {@code leadmetrics.auth.key} (Base64, at least 256 bits), or the one kept in the
   * database, which the first node to ask creates.
   */
  public CompletionStage<byte[]> key() {
    var configured = platform.config().getString("leadmetrics.auth.key");
    if (!configured.isBlank()) {
      var key = Base64.getDecoder().decode(configured.strip());
      if (key.length < BYTES) {
        throw new IllegalArgumentException("leadmetrics.auth.key needs at least 32 bytes");
      }
      return CompletableFuture.completedFuture(key);
    }
    var fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    var secrets = platform.secrets();
    var sealed = secrets.seal(Base64.getEncoder().encodeToString(fresh), ID);
    return platform
        .database()
        .transact(
            handle -> {
              handle
                  .createUpdate(
                      "insert into core.signing_key (id, sealed) values (:id, :sealed)"
                          + " on conflict do nothing")
                  .bind("id", ID)
                  .bind("sealed", sealed)
                  .execute();
              return handle
                  .createQuery("select sealed from core.signing_key where id = :id")
                  .bind("id", ID)
                  .mapTo(byte[].class)
                  .one();
            })
        .thenApply(stored -> Base64.getDecoder().decode(secrets.open(stored, ID)));
  }
}
