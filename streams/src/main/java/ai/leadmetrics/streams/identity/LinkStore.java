package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.identity.SocialStore.Person;
import ai.leadmetrics.streams.kit.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which accounts elsewhere sign which user in. */
public final class LinkStore {
  private final Database database;

  /** An account elsewhere. */
  public record Linked(String provider, @Nullable String email, Instant linkedAt) {}

  public LinkStore(Database database) {
    this.database = database;
  }

  /** The user an account elsewhere signs in. */
  static Optional<String> userOf(Handle handle, Person person) {
    return handle
        .createQuery(
            "select user_id from core.linked_account"
                + " where issuer = :issuer and subject = :subject")
        .bind("issuer", person.issuer())
        .bind("subject", person.subject())
        .mapTo(String.class)
        .findOne();
  }

  /**
   * Links an account; done already counts as done. False where it is somebody else's, or the user
   * has linked another one of the same provider.
   */
  public CompletionStage<Boolean> link(String user, Person person, Instant at) {
    return database.transact(handle -> link(handle, user, person, at));
  }

  static boolean link(Handle handle, String user, Person person, Instant at) {
    handle
        .createUpdate(
            "insert into core.linked_account"
                + " (provider, issuer, subject, user_id, email, linked_at)"
                + " values (:provider, :issuer, :subject, :user, :email, :at)"
                + " on conflict do nothing")
        .bind("provider", person.provider())
        .bind("issuer", person.issuer())
        .bind("subject", person.subject())
        .bind("user", user)
        .bind("email", person.email())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .execute();
    return userOf(handle, person).filter(user::equals).isPresent();
  }

  public CompletionStage<List<Linked>> list(String user) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select provider, email, linked_at from core.linked_account"
                        + " where user_id = :user order by linked_at")
                .bind("user", user)
                .map(
                    (row, _) ->
                        new Linked(
                            row.getString("provider"),
                            row.getString("email"),
                            row.getObject("linked_at", OffsetDateTime.class).toInstant()))
                .list());
  }

  /** False where the user has none of that provider. */
  public CompletionStage<Boolean> unlink(String user, String provider) {
    return database.transact(
        handle ->
            handle.execute(
                    "delete from core.linked_account where user_id = ? and provider = ?",
                    user,
                    provider)
                == 1);
  }
}
