package ai.leadmetrics.streams.identity;

import ai.leadmetrics.entities.identity.Lockout;
import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.identity.IdentityError;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.UserStore.User;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Port;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/**
 * Counts who fails to sign in and keeps them waiting. Users' failures are counted by their entity,
 * those of addresses nobody has in a table, by the same rule.
 */
@Port
public final class SignInGuard {
  private final Entities entities;
  private final Database database;
  private final UserStore users;
  private final Clock clock;

  /** Whose password it was, or why it is no use. */
  public sealed interface Checked {
    record Passed(User user) implements Checked {}

    record Failed() implements Checked {}

    record Refused(Rejection rejection) implements Checked {}
  }

  public SignInGuard(Platform platform, UserStore users) {
    this.entities = platform.entities();
    this.database = platform.database();
    this.users = users;
    this.clock = platform.clock();
  }

  /**
   * Checks a password and counts it where it is wrong. A right one is counted by {@link #succeed},
   * once any second factor has been shown.
   */
  public CompletionStage<Checked> password(String email, String password) {
    return users
        .check(email, password)
        .thenCompose(
            checked -> {
              var user = checked.user();
              if (user == null) {
                return failUnknown(email);
              }
              return checked.fits()
                  ? knock(user)
                  : fail(user.id())
                      .thenApply(
                          refused ->
                              refused
                                  .<Checked>map(Checked.Refused::new)
                                  .orElseGet(Checked.Failed::new));
            });
  }

  /** A right password opens nothing while the account is locked, not even the second step. */
  private CompletionStage<Checked> knock(User user) {
    return admit(user.id())
        .thenApply(
            refused ->
                refused
                    .<Checked>map(Checked.Refused::new)
                    .orElseGet(() -> new Checked.Passed(user)));
  }

  /** Whether the account may be tried at all right now; a rejection where it may not. */
  public CompletionStage<Optional<Rejection>> admit(String user) {
    return ask(user, new UserCommand.Knock(clock.instant()));
  }

  /** Counts a wrong password, code or assertion of a user's; a rejection where they must wait. */
  public CompletionStage<Optional<Rejection>> fail(String user) {
    return ask(user, new UserCommand.FailSignIn(clock.instant()));
  }

  /** Lets the user in as far as the account is concerned; a rejection where it is not. */
  public CompletionStage<Optional<Rejection>> succeed(String user, String session, String method) {
    return ask(user, new UserCommand.SignIn(session, method, clock.instant()));
  }

  private CompletionStage<Optional<Rejection>> ask(String user, UserCommand command) {
    var id = new EntityId(TenantId.PLATFORM, user);
    return entities
        .ask(id, "sign-in:" + UUID.randomUUID(), user, command)
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Done _ -> Optional.empty();
                  case Reply.Refused(var rejection) -> Optional.of(rejection);
                });
  }

  private CompletionStage<Checked> failUnknown(String email) {
    var hash = RefreshToken.hash(email.strip().toLowerCase(Locale.ROOT));
    var now = clock.instant();
    return database.transact(
        handle -> {
          handle
              .createUpdate("delete from core.unknown_sign_in where expires_at < :now")
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .execute();
          // Two first failures at once: the second waits here and then counts on.
          put(handle, hash, Lockout.NONE, now, "nothing");
          var known =
              handle
                  .createQuery(
                      "select lockout from core.unknown_sign_in where address_hash = :hash"
                          + " for update")
                  .bind("hash", hash)
                  .mapTo(String.class)
                  .one();
          var lockout = Json.read(known, Lockout.class);
          if (lockout.isLocked(now)) {
            return new Checked.Refused(Rejection.of(IdentityError.LOCKED_OUT));
          }
          put(
              handle,
              hash,
              lockout.failed(now),
              now,
              "update set lockout = excluded.lockout, expires_at = excluded.expires_at");
          return new Checked.Failed();
        });
  }

  private static void put(
      Handle handle, byte[] hash, Lockout lockout, Instant now, String otherwise) {
    handle
        .createUpdate(
            "insert into core.unknown_sign_in (address_hash, lockout, expires_at)"
                + " values (:hash, :lockout, :expires) on conflict (address_hash) do "
                + otherwise)
        .bind("hash", hash)
        .bind("lockout", Json.text(lockout))
        .bind("expires", now.plus(Lockout.WINDOW).plus(Lockout.WAIT).atOffset(ZoneOffset.UTC))
        .execute();
  }
}
