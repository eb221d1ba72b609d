package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.notifications.PushDevices;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Secrets;
import com.google.crypto.tink.apps.webpush.WebPushHybridEncrypt;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/**
 * The browsers that notifications are pushed to. Who knows an address can send to it, so addresses
 * are sealed.
 */
public final class PushStore {
  private static final int MOST = 20;

  private final Platform platform;
  private final Database database;
  private final Secrets secrets;
  private final Clock clock;
  private final PushSettings settings;

  /**
   * Where a browser is reached, as it says itself.
   *
   * @param key of the browser, an uncompressed point of P-256 in Base64 for URLs
   * @param auth 16 bytes in Base64 for URLs
   */
  public record Target(String endpoint, String key, String auth) {
    @Override
    public String toString() {
      return "a browser";
    }
  }

  public PushStore(Platform platform) {
    this.platform = platform;
    database = platform.database();
    secrets = platform.secrets();
    clock = platform.clock();
    settings = PushSettings.of(platform.config());
  }

  /**
   * @param family the session that asks
   */
  public CompletionStage<PushDevices> of(String user, String family) {
    return CompletableFuture.supplyAsync(
            () -> PushKeys.of(platform).publicKey(), database.threads())
        .thenCompose(key -> database.read(handle -> devices(handle, key, user, family)));
  }

  private static PushDevices devices(Handle handle, String key, String user, String family) {
    return new PushDevices(
        key,
        handle
            .createQuery(
                "select p.id, p.created_at, s.user_agent, p.family = :family as current"
                    + " from core.push_subscription p join core.session s on s.family = p.family"
                    + " where p.user_id = :user and s.ended_at is null order by p.created_at, p.id")
            .bind("user", user)
            .bind("family", family)
            .map(
                (row, _) ->
                    new PushDevices.Browser(
                        row.getString("id"),
                        row.getString("user_agent"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("current")))
            .list());
  }

  /**
   * Sends there from now on, as long as the session lasts. A browser has one address: whoever was
   * told there before is not any more. Of too many, the oldest gives way.
   *
   * @return the subscription's id; empty where the address or the keys are of no use
   */
  public CompletionStage<Optional<String>> subscribe(String user, String family, Target target) {
    if (!isUsable(target)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var id = Ids.next(Kind.PUSH);
    return database.transact(
        handle -> {
          handle.execute(
              "delete from core.push_subscription where endpoint_hash = ? or family = ?",
              hash(target.endpoint()),
              family);
          handle.execute(
              "delete from core.push_subscription where id in (select id from"
                  + " core.push_subscription where user_id = ? order by created_at desc, id"
                  + " offset ?)",
              user,
              MOST - 1);
          handle.execute(
              "insert into core.push_subscription"
                  + " (id, user_id, family, endpoint_hash, sealed, created_at)"
                  + " values (?, ?, ?, ?, ?, ?)",
              id,
              user,
              family,
              hash(target.endpoint()),
              secrets.seal(Json.text(target), id),
              clock.instant().atOffset(ZoneOffset.UTC));
          return Optional.of(id);
        });
  }

  private boolean isUsable(Target target) {
    try {
      var decoder = Base64.getUrlDecoder();
      // Refuses points that are not on the curve.
      new WebPushHybridEncrypt.Builder()
          .withAuthSecret(decoder.decode(target.auth()))
          .withRecipientPublicKey(decoder.decode(target.key()))
          .build();
      return settings.isService(URI.create(target.endpoint()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** False where the user has no such one. */
  public CompletionStage<Boolean> unsubscribe(String user, String id) {
    return database.transact(
        handle ->
            handle.execute(
                    "delete from core.push_subscription where user_id = ? and id = ?", user, id)
                == 1);
  }

  /** Empty where the browser was signed out of meanwhile, too. Blocks. */
  Optional<Target> target(String id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select p.sealed from core.push_subscription p"
                            + " join core.session s on s.family = p.family"
                            + " where p.id = :id and s.ended_at is null and s.expires_at > :now")
                    .bind("id", id)
                    .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .mapTo(byte[].class)
                    .findOne())
        .map(stored -> Json.read(secrets.open(stored, id), Target.class));
  }

  /** Blocks. */
  void forget(String id) {
    database
        .jdbi()
        .useHandle(handle -> handle.execute("delete from core.push_subscription where id = ?", id));
  }

  private static byte[] hash(String endpoint) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(endpoint.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
