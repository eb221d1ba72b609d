package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Secrets;
import com.typesafe.config.Config;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;

/** The keys that tokens are signed with: the same on every node. */
public final class SigningKeyStore {
  /** Nodes ask for the keys this often. */
  public static final Duration REFRESH = Duration.ofMinutes(1);

  /** A new key only verifies at first, until every node knows it. */
  static final Duration SPREAD = Duration.ofMinutes(2);

  /** A replaced key verifies on for this long: longer than any token lives. */
  static final Duration OVERLAP = Duration.ofHours(1);

  private static final String FIRST = "tokens";
  private static final String CONFIGURED = "configured";
  private static final int BYTES = 32;

  private final Database database;
  private final Config root;
  private final Secrets secrets;
  private final Clock clock;

  /**
   * @param id named in the tokens that it signs
   */
  public record Key(String id, SecretKey secret, Instant createdAt) {
    /** For HMAC-SHA256. */
    public static Key of(String id, byte[] bytes, Instant createdAt) {
      return new Key(id, new SecretKeySpec(bytes, "HmacSHA256"), createdAt);
    }

    @Override
    public String toString() {
      return "key " + id;
    }
  }

  public SigningKeyStore(Database database, Config root, Secrets secrets, Clock clock) {
    this.database = database;
    this.root = root;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Whether the settings name the key; then there is one, and it changes with them alone. */
  public boolean isConfigured() {
    return !root.getString("leadmetrics.auth.key").isBlank();
  }

  /**
   * Those that verify, the one that signs first: the key in {@code leadmetrics.auth.key} (Base64,
   * at least 256 bits), or those kept in the database, of which the first node to ask creates the
   * first.
   */
  public CompletionStage<List<Key>> keys() {
    if (isConfigured()) {
      var key = Base64.getDecoder().decode(root.getString("leadmetrics.auth.key").strip());
      if (key.length < BYTES) {
        throw new IllegalArgumentException("leadmetrics.auth.key needs at least 32 bytes");
      }
      return CompletableFuture.completedFuture(List.of(Key.of(CONFIGURED, key, Instant.EPOCH)));
    }
    return database.transact(
        handle -> {
          insert(handle, FIRST, clock.instant());
          return inUse(all(handle), clock.instant());
        });
  }

  /** Adds a key that signs once every node knows it; forgets those that verify no more. */
  public CompletionStage<Key> rotate() {
    return database.transact(
        handle -> {
          var now = clock.instant();
          insert(handle, FIRST, now);
          var id = FIRST + ':' + now.toEpochMilli();
          insert(handle, id, now);
          var all = all(handle);
          var kept = inUse(all, now);
          all.stream()
              .filter(key -> kept.stream().noneMatch(in -> in.id().equals(key.id())))
              .forEach(
                  key -> handle.execute("delete from core.signing_key where id = ?", key.id()));
          return all.getFirst();
        });
  }

  /**
   * @param newestFirst all keys
   * @return those that verify, the one that signs first
   */
  static List<Key> inUse(List<Key> newestFirst, Instant now) {
    var keys = new ArrayList<Key>();
    int signing = 0;
    while (signing < newestFirst.size() - 1
        && newestFirst.get(signing).createdAt().plus(SPREAD).isAfter(now)) {
      signing++;
    }
    keys.add(newestFirst.get(signing));
    for (int i = 0; i < newestFirst.size(); i++) {
      boolean replaced =
          i > signing
              && !newestFirst.get(i - 1).createdAt().plus(SPREAD.plus(OVERLAP)).isAfter(now);
      if (i != signing && !replaced) {
        keys.add(newestFirst.get(i));
      }
    }
    return List.copyOf(keys);
  }

  private void insert(Handle handle, String id, Instant at) {
    var fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    handle
        .createUpdate(
            "insert into core.signing_key (id, sealed, created_at) values (:id, :sealed, :at)"
                + " on conflict do nothing")
        .bind("id", id)
        .bind("sealed", secrets.seal(Base64.getEncoder().encodeToString(fresh), id))
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .execute();
  }

  private List<Key> all(Handle handle) {
    return handle
        .createQuery(
            "select id, sealed, created_at from core.signing_key"
                + " where id = :first or id like :others order by created_at desc, id desc")
        .bind("first", FIRST)
        .bind("others", FIRST + ":%")
        .map(
            (row, _) ->
                Key.of(
                    row.getString("id"),
                    Base64.getDecoder()
                        .decode(secrets.open(row.getBytes("sealed"), row.getString("id"))),
                    row.getObject("created_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
