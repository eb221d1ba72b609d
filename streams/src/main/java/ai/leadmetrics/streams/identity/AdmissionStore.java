package ai.leadmetrics.streams.identity;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.UserStore.User;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.Reach;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Accounts as somebody else opens or closes them: by an invitation, or by an operator. */
public final class AdmissionStore {
  private final Entities entities;
  private final Database database;
  private final UserStore users;
  private final AccountMails mails;
  private final Reach reach;
  private final Clock clock;

  public AdmissionStore(Platform platform, UserStore users) {
    this.entities = platform.entities();
    this.database = platform.database();
    this.users = users;
    this.mails = new AccountMails(platform);
    this.reach = new Reach(platform);
    this.clock = platform.clock();
  }

  /** What came of opening an account. */
  public sealed interface Opened {
    record Open(String user) implements Opened {}

    /** The address has an account already. */
    record Taken() implements Opened {}

    record Flawed(PasswordRules.Flaw flaw) implements Opened {}
  }

  /** Opens an account for whoever came by a mailed link, which proves the address. */
  public CompletionStage<Opened> open(String email, String name, String password) {
    return users
        .flaw(password, email, name)
        .thenCompose(
            flaw ->
                flaw.isPresent()
                    ? CompletableFuture.completedFuture(new Opened.Flawed(flaw.get()))
                    : make(email, name, password));
  }

  private CompletionStage<Opened> make(String email, String name, String password) {
    var now = clock.instant();
    return users
        .hash(password)
        .thenCompose(
            hash ->
                database.transact(
                    handle -> {
                      var user = UserStore.add(handle, email, name, hash, now);
                      user.ifPresent(id -> mark(handle, id, "verified_at", now));
                      return user;
                    }))
        .thenCompose(
            user ->
                user.isEmpty()
                    ? CompletableFuture.completedFuture(new Opened.Taken())
                    : ask(user.get(), "register", user.get(), new UserCommand.Register(email, name))
                        .thenCompose(_ -> verified(user.get(), email))
                        .thenApply(_ -> new Opened.Open(user.get())));
  }

  private CompletionStage<Optional<Rejection>> verified(String user, String email) {
    return ask(user, "invited:" + email, user, new UserCommand.VerifyEmail(email));
  }

  /** Takes the address of an account as proved; what was set before may be a stranger's. */
  public CompletionStage<?> verify(String user, String email) {
    return verified(user, email)
        .thenCompose(
            _ ->
                database.transact(
                    handle -> {
                      if (UserStore.setVerified(handle, user, clock.instant())) {
                        reach.reset(handle, user);
                      }
                      return user;
                    }));
  }

  /** Keeps a user out; their sessions are for the caller to end. */
  public CompletionStage<Optional<Rejection>> disable(
      String user, String command, String by, String reason) {
    return ask(user, command, by, new UserCommand.Disable(reason))
        .thenCompose(refused -> unless(refused, user, clock.instant()));
  }

  public CompletionStage<Optional<Rejection>> enable(String user, String command, String by) {
    return ask(user, command, by, new UserCommand.Enable())
        .thenCompose(refused -> unless(refused, user, null));
  }

  /**
   * Forgets the app and the backup codes of a user who has lost them, and tells them by mail: it
   * may not have been them who asked. Passkeys stay, a lost phone does not open them.
   */
  public CompletionStage<Optional<Rejection>> resetTwoStep(User user, String command, String by) {
    return ask(user.id(), command, by, new UserCommand.TurnTwoStepOff())
        .thenCompose(
            refused ->
                refused.isPresent()
                    ? CompletableFuture.completedFuture(refused)
                    : database.transact(
                        handle -> {
                          if (TotpStore.remove(handle, user.id())) {
                            mails.twoStepReset(handle, user, clock.instant());
                          }
                          return refused;
                        }));
  }

  private CompletionStage<Optional<Rejection>> unless(
      Optional<Rejection> refused, String user, @Nullable Instant disabledAt) {
    return refused.isPresent()
        ? CompletableFuture.completedFuture(refused)
        : set(user, "disabled_at", disabledAt).thenApply(_ -> refused);
  }

  private CompletionStage<Integer> set(String user, String column, @Nullable Instant at) {
    return database.transact(handle -> mark(handle, user, column, at));
  }

  /** An earlier moment stays; null clears it. */
  private static int mark(Handle handle, String user, String column, @Nullable Instant at) {
    return handle
        .createUpdate(
            "update core.app_user set <column> = case when cast(:at as timestamptz) is null"
                + " then null else coalesce(<column>, :at) end where id = :id")
        .define("column", column)
        .bind("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
        .bind("id", user)
        .execute();
  }

  private CompletionStage<Optional<Rejection>> ask(
      String user, String command, String by, UserCommand body) {
    return entities
        .ask(new EntityId(TenantId.PLATFORM, user), command, by, body)
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Done _ -> Optional.empty();
                  case Reply.Refused(var rejection) -> Optional.of(rejection);
                });
  }
}
