package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.identity.PasswordRules.Flaw;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import com.typesafe.config.Config;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Argon2id hashes; only so many at a time, because each takes memory and a processor. */
final class Passwords {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Argon2Function function;
  private final Semaphore permits;
  private final long patienceMillis;
  private final String nobody;

  /** Reads {@code leadmetrics.auth.hash}. */
  Passwords(Config config) {
    this.function =
        Argon2Function.getInstance(
            config.getInt("memory-kib"), config.getInt("iterations"), 1, HASH_BYTES, Argon2.ID);
    this.permits = new Semaphore(config.getInt("concurrency"));
    this.patienceMillis = config.getDuration("patience").toMillis();
    this.nobody = compute("nobody's password");
  }

  String hash(String password) throws TimeoutException {
    return limited(() -> compute(password));
  }

  boolean matches(String password, String hash) throws TimeoutException {
    return limited(
        () -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
  }

  /** What is wrong with a password: judging one may take a processor as long as hashing does. */
  Optional<Flaw> flaw(String password, String email, String name) throws TimeoutException {
    return limited(() -> PasswordRules.flaw(password, email, name));
  }

  /** Takes as long as {@link #matches}: unknown users must not be told apart by time. */
  void pretend(String password) throws TimeoutException {
    matches(password, nobody);
  }

  private String compute(String password) {
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(function).getResult();
  }

  private interface Work<T> {
    T run();
  }

  private <T> T limited(Work<T> work) throws TimeoutException {
    try {
      if (!permits.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
        throw new TimeoutException("too many sign-ins at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    try {
      return work.run();
    } finally {
      permits.release();
    }
  }
}
