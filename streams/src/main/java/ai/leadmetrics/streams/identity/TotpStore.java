package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Secrets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Authenticator apps and backup codes of users: the second step of a sign-in. */
public final class TotpStore {
  private static final String ISSUER = "Leadmetrics";

  private final Database database;
  private final Secrets secrets;
  private final Totp totp = new Totp();

  /**
   * A QR code, as an SVG path of unit squares.
   *
   * @param size squares to a side
   */
  public record Picture(int size, String path) {}

  /**
   * What an authenticator app needs to know.
   *
   * @param secret for those who type it
   * @param uri for those who follow a link on their phone
   * @param picture for those who scan it
   */
  public record Enrolment(String secret, String uri, Picture picture) {
    @Override
    public String toString() {
      return "enrolment";
    }
  }

  /** An app; the seed is opened already, and stays here. */
  private record Row(Totp.Seed seed, boolean confirmed, long lastStep) {}

  public TotpStore(Platform platform) {
    this.database = platform.database();
    this.secrets = platform.secrets();
  }

  /** A new seed for the user's app; empty while an app is in use already. */
  public CompletionStage<Optional<Enrolment>> begin(String user, String email) {
    var seed = Totp.Seed.next();
    return database.transact(
        handle -> {
          int stored =
              handle
                  .createUpdate(
                      "insert into core.totp as t (user_id, sealed) values (:user, :sealed)"
                          + " on conflict (user_id) do update"
                          + " set sealed = excluded.sealed, created_at = now()"
                          + " where t.confirmed_at is null")
                  .bind("user", user)
                  .bind("sealed", seal(user, seed))
                  .execute();
          if (stored == 0) {
            return Optional.empty();
          }
          var uri = Totp.uri(seed, ISSUER, email);
          return Optional.of(new Enrolment(seed.text(), uri, QrPicture.of(uri)));
        });
  }

  /** Whether the code is one of the app that is being set up; uses nothing up. */
  public CompletionStage<Boolean> isOfNewApp(String user, String code, Instant at) {
    return database.read(
        handle ->
            row(handle, user)
                .filter(row -> !row.confirmed)
                .map(row -> totp.accept(row.seed, code, at, 0).isPresent())
                .orElse(false));
  }

  /** Puts the app into use and answers with new backup codes; empty when the code is wrong. */
  public CompletionStage<Optional<List<String>>> confirm(String user, String code, Instant at) {
    return database.transact(
        handle -> {
          var row = row(handle, user).filter(found -> !found.confirmed);
          if (row.isEmpty()) {
            return Optional.empty();
          }
          var step = totp.accept(row.get().seed, code, at, 0);
          if (step.isEmpty()) {
            return Optional.empty();
          }
          handle.execute(
              "update core.totp set confirmed_at = ?, last_step = ? where user_id = ?",
              at.atOffset(ZoneOffset.UTC),
              step.getAsLong(),
              user);
          return Optional.of(newCodes(handle, user));
        });
  }

  /** Whether the code is right; a code is taken once, in the whole cluster. */
  public CompletionStage<Boolean> accept(String user, String code, Instant at) {
    return database.transact(
        handle -> {
          var row = row(handle, user).filter(Row::confirmed);
          if (row.isEmpty()) {
            return false;
          }
          var step = totp.accept(row.get().seed, code, at, row.get().lastStep);
          step.ifPresent(
              taken ->
                  handle.execute(
                      "update core.totp set last_step = ? where user_id = ?", taken, user));
          return step.isPresent();
        });
  }

  /** Uses up a backup code; false where there is no such code, or none any more. */
  public CompletionStage<Boolean> acceptBackup(String user, String code) {
    return database.transact(
        handle ->
            handle.execute(
                    "delete from core.backup_code where user_id = ? and hash = ?",
                    user,
                    BackupCodes.hash(user, code))
                == 1);
  }

  /** New backup codes in place of all old ones; empty where no app is in use. */
  public CompletionStage<Optional<List<String>>> renewCodes(String user) {
    return database.transact(
        handle -> row(handle, user).filter(Row::confirmed).map(_ -> newCodes(handle, user)));
  }

  /** Forgets the app and the backup codes. */
  public CompletionStage<Boolean> remove(String user) {
    return database.transact(handle -> remove(handle, user));
  }

  static boolean remove(Handle handle, String user) {
    handle.execute("delete from core.backup_code where user_id = ?", user);
    return handle.execute("delete from core.totp where user_id = ?", user) == 1;
  }

  /** Since when an app has been in use; empty where none is. */
  public CompletionStage<Optional<Instant>> since(String user) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select confirmed_at from core.totp"
                        + " where user_id = :user and confirmed_at is not null")
                .bind("user", user)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant));
  }

  public CompletionStage<Integer> codesLeft(String user) {
    return database.read(
        handle ->
            handle
                .createQuery("select count(*) from core.backup_code where user_id = :user")
                .bind("user", user)
                .mapTo(Integer.class)
                .one());
  }

  private static List<String> newCodes(Handle handle, String user) {
    var codes = BackupCodes.fresh();
    handle.execute("delete from core.backup_code where user_id = ?", user);
    var insert =
        handle.prepareBatch("insert into core.backup_code (user_id, hash) values (:user, :hash)");
    codes.forEach(
        code -> insert.bind("user", user).bind("hash", BackupCodes.hash(user, code)).add());
    insert.execute();
    return codes;
  }

  /** Locked: of two callers with the same code one comes second. */
  private Optional<Row> row(Handle handle, String user) {
    return handle
        .createQuery(
            "select sealed, confirmed_at is not null as confirmed, last_step"
                + " from core.totp where user_id = :user for update")
        .bind("user", user)
        .map(
            (row, _) ->
                new Row(
                    open(user, row.getBytes("sealed")),
                    row.getBoolean("confirmed"),
                    row.getLong("last_step")))
        .findOne();
  }

  private byte[] seal(String user, Totp.Seed seed) {
    return secrets.seal(Base64.getEncoder().encodeToString(seed.bytes()), context(user));
  }

  private Totp.Seed open(String user, byte[] sealed) {
    return new Totp.Seed(Base64.getDecoder().decode(secrets.open(sealed, context(user))));
  }

  private static String context(String user) {
    return "totp:" + user;
  }
}
