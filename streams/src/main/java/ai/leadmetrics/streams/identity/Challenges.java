package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Remembers what a caller was asked, until they answer: once, in time, on whichever node. The
 * caller holds a random id of which only the hash is stored.
 */
final class Challenges<T> {
  private static final int ID_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final Secrets secrets;
  private final String kind;
  private final Class<T> type;
  private final Duration life;

  /**
   * @param kind one is never taken for another
   */
  Challenges(Platform platform, String kind, Class<T> type, Duration life) {
    this.database = platform.database();
    this.secrets = platform.secrets();
    this.kind = kind;
    this.type = type;
    this.life = life;
  }

  /** A text nobody can guess, fit for an address. */
  static String random() {
    var bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Completes with the id to answer with. */
  CompletionStage<String> open(T asked, Instant at) {
    return open(random(), asked, at);
  }

  CompletionStage<String> open(String id, T asked, Instant at) {
    var sealed = secrets.seal(Json.text(asked), kind);
    return database.transact(
        handle -> {
          handle.execute(
              "delete from core.auth_challenge where expires_at < ?", at.atOffset(ZoneOffset.UTC));
          handle.execute(
              "insert into core.auth_challenge (id, kind, sealed, expires_at) values (?, ?, ?, ?)",
              hash(id),
              kind,
              sealed,
              at.plus(life).atOffset(ZoneOffset.UTC));
          return id;
        });
  }

  /** What was asked; empty where it never was, was answered already, or is too long ago. */
  CompletionStage<Optional<T>> take(String id, Instant at) {
    return database.transact(
        handle ->
            handle
                .createQuery(
                    "delete from core.auth_challenge"
                        + " where id = :id and kind = :kind and expires_at > :at returning sealed")
                .bind("id", hash(id))
                .bind("kind", kind)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .mapTo(byte[].class)
                .findOne()
                .map(stored -> Json.read(secrets.open(stored, kind), type)));
  }

  static byte[] hash(String id) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
