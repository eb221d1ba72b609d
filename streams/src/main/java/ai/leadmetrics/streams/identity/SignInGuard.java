package ai.leadmetrics.streams.identity;

import ai.leadmetrics.entities.identity.Lockout;
import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.identity.IdentityError;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.FailedSignIns.Count;
import ai.leadmetrics.streams.identity.UserStore.User;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Port;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong passwords and codes and refuses more of them for a while. What is locked is
 * guessing, not the account: passkeys and issuers still open it, and so does the right password on
 * a device that its owner has signed in on before. Addresses that nobody has, and accounts without
 * a password, are answered by the same rules.
 *
 * <ul>
 *   <li>{@link Lockout#LIMIT} failures from one source lock that source out of that address;
 *   <li>{@link Lockout#TOTAL} failures from any sources lock the password for all unknown devices;
 *   <li>a known device has a count of its own, and so have the codes of the second step and what is
 *       asked within a session.
 * </ul>
 */
@Port
public final class SignInGuard {
  private static final String EVERYWHERE = "everywhere";

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

  /**
   * Where a password comes from.
   *
   * @param source the network address
   * @param device what the browser's cookie holds; absent for a new one
   */
  public record Origin(String source, @Nullable String device) {
    @Override
    public String toString() {
      return source;
    }
  }

  /** What is guessed by somebody who has come further than the password of the entrance. */
  public enum Guess {
    /** A password asked for again within a session, or with a mailed link. */
    AGAIN,
    /** A code of the second step. */
    CODE
  }

  public SignInGuard(Platform platform, UserStore users) {
    this.entities = platform.entities();
    this.database = platform.database();
    this.users = users;
    this.clock = platform.clock();
  }

  /** Checks a password at the entrance and counts it where it is wrong. */
  public CompletionStage<Checked> password(String email, String password, Origin origin) {
    return users
        .check(email, password)
        .thenCompose(
            checked -> {
              // Without a password there is nothing to guess: as if nobody had the address.
              var user = checked.guessable() ? checked.user() : null;
              return user == null
                  ? failUnknown(email, origin)
                  : isKnown(user, origin)
                      .thenCompose(
                          known ->
                              known
                                  ? byKnownDevice(user, checked.fits(), origin)
                                  : bySource(user, email, checked.fits(), origin));
            });
  }

  private CompletionStage<Boolean> isKnown(User user, Origin origin) {
    var device = origin.device;
    return device == null
        ? CompletableFuture.completedFuture(false)
        : database.read(handle -> KnownDevices.isKnown(handle, user.id(), device, clock.instant()));
  }

  private CompletionStage<Checked> byKnownDevice(User user, boolean fits, Origin origin) {
    var device = HexFormat.of().formatHex(RefreshToken.hash(String.valueOf(origin.device)));
    var count = new Count(user.id(), "device " + device);
    return fits ? unless(count, user) : failed(count);
  }

  private CompletionStage<Checked> bySource(User user, String email, boolean fits, Origin origin) {
    var count = new Count(email, "source " + origin.source);
    if (fits) {
      return unless(count, user)
          .thenCompose(
              checked ->
                  checked instanceof Checked.Passed
                      ? ask(user.id(), new UserCommand.Knock(clock.instant()))
                          .thenApply(refused -> checked(refused, checked))
                      : CompletableFuture.completedFuture(checked));
    }
    return failed(count)
        .thenCompose(
            checked ->
                checked instanceof Checked.Failed
                    ? ask(user.id(), new UserCommand.FailSignIn(clock.instant()))
                        .thenApply(refused -> checked(refused, checked))
                    : CompletableFuture.completedFuture(checked));
  }

  private static Checked checked(Optional<Rejection> refused, Checked otherwise) {
    return refused.<Checked>map(Checked.Refused::new).orElse(otherwise);
  }

  private CompletionStage<Checked> unless(Count count, User user) {
    return database.transact(
        handle -> {
          if (FailedSignIns.isLocked(handle, count, clock.instant())) {
            return locked();
          }
          FailedSignIns.forget(handle, count);
          return new Checked.Passed(user);
        });
  }

  private CompletionStage<Checked> failed(Count count) {
    return database.transact(handle -> failed(handle, count, Lockout.LIMIT, clock.instant()));
  }

  private static Checked failed(Handle handle, Count count, int limit, Instant now) {
    return FailedSignIns.add(handle, count, limit, now) ? new Checked.Failed() : locked();
  }

  private static Checked locked() {
    return new Checked.Refused(Rejection.of(IdentityError.LOCKED_OUT));
  }

  private CompletionStage<Checked> failUnknown(String email, Origin origin) {
    var now = clock.instant();
    return database.transact(
        handle -> {
          var from = new Count(email, "source " + origin.source);
          var checked = failed(handle, from, Lockout.LIMIT, now);
          return checked instanceof Checked.Failed
              ? failed(handle, new Count(email, EVERYWHERE), Lockout.TOTAL, now)
              : checked;
        });
  }

  /** Whether a right guess of a user's is taken right now; a rejection where it is not. */
  public CompletionStage<Optional<Rejection>> admit(String user, Guess guess) {
    return database.read(
        handle ->
            FailedSignIns.isLocked(handle, new Count(user, guess.name()), clock.instant())
                ? Optional.of(Rejection.of(IdentityError.LOCKED_OUT))
                : Optional.empty());
  }

  /** Counts a wrong guess of a user's; a rejection where they must wait. */
  public CompletionStage<Optional<Rejection>> fail(String user, Guess guess) {
    return database.transact(
        handle ->
            FailedSignIns.add(handle, new Count(user, guess.name()), Lockout.LIMIT, clock.instant())
                ? Optional.empty()
                : Optional.of(Rejection.of(IdentityError.LOCKED_OUT)));
  }

  /** Lets the user in as far as the account is concerned; a rejection where it is not. */
  public CompletionStage<Optional<Rejection>> succeed(String user, String session, String method) {
    return ask(user, new UserCommand.SignIn(session, method, clock.instant()));
  }

  /** Forgets all that was guessed, for an owner who has proved the address. */
  static void forget(Handle handle, User user) {
    FailedSignIns.forget(handle, user.email());
    FailedSignIns.forget(handle, user.id());
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
}
