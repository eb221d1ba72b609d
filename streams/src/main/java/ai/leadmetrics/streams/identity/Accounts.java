package ai.leadmetrics.streams.identity;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.identity.IdentityError;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.identity.UserProfile;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.MailedLinks.Purpose;
import ai.leadmetrics.streams.identity.PasswordRules.Flaw;
import ai.leadmetrics.streams.identity.UserStore.User;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Port;
import ai.leadmetrics.streams.notifications.Reach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing up, proving an address, and choosing passwords. */
@Port
public final class Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

  private final Entities entities;
  private final Database database;
  private final Clock clock;
  private final UserStore users;
  private final SessionStore sessions;
  private final SignInGuard guard;
  private final MailedLinks links;
  private final AccountMails mails;
  private final Reach reach;
  private final Duration verifyLink;
  private final Duration resetLink;
  private final Duration signUpTakes;

  /** What came of a request. */
  public sealed interface Outcome {
    record Done() implements Outcome {}

    /**
     * @param field which of the two passwords
     */
    record Flawed(String field, String code, String message) implements Outcome {}

    record Refused(Rejection rejection) implements Outcome {}
  }

  /** Reads {@code leadmetrics.auth}. */
  public Accounts(Platform platform, UserStore users, SessionStore sessions, SignInGuard guard) {
    var auth = platform.config().getConfig("leadmetrics.auth");
    this.entities = platform.entities();
    this.database = platform.database();
    this.clock = platform.clock();
    this.users = users;
    this.sessions = sessions;
    this.guard = guard;
    this.links = new MailedLinks(auth.getInt("links-per-hour"));
    this.mails = new AccountMails(platform);
    this.reach = new Reach(platform);
    this.verifyLink = auth.getDuration("verify-link");
    this.resetLink = auth.getDuration("reset-link");
    this.signUpTakes = auth.getDuration("sign-up-takes");
  }

  /**
   * Makes an account, or, where the address has one, says so by mail to its owner only. Both are
   * answered after the same time, which is longer than either takes. A sign-up whose address nobody
   * has proved gives way to the next: otherwise a stranger could choose the password of an account
   * before its owner does.
   */
  public CompletionStage<Outcome> signUp(String email, String name, String password) {
    return good(password, email, name, () -> enrol(email, name, password));
  }

  private CompletionStage<Outcome> enrol(String email, String name, String password) {
    var answered =
        CompletableFuture.runAsync(
            () -> {},
            CompletableFuture.delayedExecutor(signUpTakes.toMillis(), TimeUnit.MILLISECONDS));
    return users
        .hash(password)
        .thenCompose(hash -> database.transact(handle -> enrol(handle, email, name, hash)))
        .thenCompose(
            enrolled ->
                ask(enrolled.user, "sign-up:" + UUID.randomUUID(), enrolled.command)
                    .thenCompose(_ -> enrolled.fresh ? endAll(enrolled.user) : nothing()))
        .thenCombine(answered, (_, _) -> new Outcome.Done());
  }

  /** Goes on where a password may be chosen. */
  private CompletionStage<Outcome> good(
      String password, String email, String name, Supplier<CompletionStage<Outcome>> next) {
    return users
        .flaw(password, email, name)
        .thenCompose(
            flaw ->
                flaw.isPresent()
                    ? CompletableFuture.completedFuture(flawed("password", flaw.get()))
                    : next.get());
  }

  private record Enrolled(String user, UserCommand command, boolean fresh) {}

  private Enrolled enrol(Handle handle, String email, String name, String hash) {
    var now = clock.instant();
    UserStore.add(handle, email, name, hash, now);
    // Held: a link that is opened at this moment proves it first, or finds the other password.
    var user = UserStore.lock(handle, email).orElseThrow();
    boolean open = !user.verified() && UserStore.belongsNowhere(handle, user.id());
    if (!open) {
      mails.addressKnown(handle, user, now);
      return new Enrolled(user.id(), new UserCommand.Knock(now), false);
    }
    var token = links.issue(handle, Purpose.VERIFY, user.id(), now, verifyLink);
    if (token.isEmpty()) {
      // The last link that went out keeps the password it was asked for with.
      return new Enrolled(user.id(), new UserCommand.Knock(now), false);
    }
    UserStore.setPassword(handle, user.id(), hash);
    UserStore.setName(handle, user.id(), name);
    mails.verify(handle, user, name, token.get());
    return new Enrolled(user.id(), new UserCommand.Register(user.email(), name), true);
  }

  private CompletionStage<Object> endAll(String user) {
    return sessions.endAll(user, "reset").thenApply(ended -> ended);
  }

  private static CompletionStage<Object> nothing() {
    return CompletableFuture.completedFuture("");
  }

  /** Sends another link to prove the address. */
  public CompletionStage<Outcome> sendVerification(String user) {
    return users
        .find(user)
        .thenCompose(
            found ->
                found.isEmpty() || found.get().verified()
                    ? CompletableFuture.completedFuture(new Outcome.Done())
                    : database.transact(handle -> sendVerification(handle, found.get())));
  }

  private Outcome sendVerification(Handle handle, User user) {
    var token = links.issue(handle, Purpose.VERIFY, user.id(), clock.instant(), verifyLink);
    token.ifPresent(fresh -> mails.verify(handle, user, user.name(), fresh));
    return token.isPresent() ? new Outcome.Done() : refused(IdentityError.TOO_MANY_MAILS);
  }

  /**
   * Takes the address of the link's owner for proved; what was set before may be a stranger's. The
   * link alone is not enough, the password is asked for too: otherwise a stranger signs up with
   * somebody's address, and the owner of the mailbox, who opens the link, lets them in.
   */
  public CompletionStage<Outcome> verify(String token, String password) {
    return owner(Purpose.VERIFY, token)
        .thenCompose(
            user ->
                user.isEmpty()
                    ? CompletableFuture.completedFuture(refused(IdentityError.LINK_INVALID))
                    : with(user.get().id(), password, "password", () -> verify(user.get(), token)));
  }

  /** Goes on where this is the password of a user who is not locked out; wrong ones count. */
  private CompletionStage<Outcome> with(
      String user, String password, String field, Supplier<CompletionStage<Outcome>> next) {
    return users
        .isPasswordOf(user, password)
        .thenCompose(
            fits -> {
              if (!fits) {
                var wrong = new Outcome.Flawed(field, "wrong", "is not your password");
                return guard
                    .fail(user, SignInGuard.Guess.AGAIN)
                    .thenApply(locked -> locked.<Outcome>map(Outcome.Refused::new).orElse(wrong));
              }
              // A right one after too many wrong ones may be the last of somebody's guesses.
              return guard
                  .admit(user, SignInGuard.Guess.AGAIN)
                  .thenCompose(
                      locked ->
                          locked.isPresent()
                              ? CompletableFuture.completedFuture(new Outcome.Refused(locked.get()))
                              : next.get());
            });
  }

  private CompletionStage<Outcome> verify(User user, String token) {
    var command = new UserCommand.VerifyEmail(user.email());
    return ask(user.id(), once("verify", token), command)
        .thenCompose(
            _ ->
                database.transact(
                    handle -> {
                      var now = clock.instant();
                      var owner = MailedLinks.redeem(handle, Purpose.VERIFY, token, now);
                      owner
                          .filter(id -> UserStore.setVerified(handle, id, now))
                          .ifPresent(id -> reach.reset(handle, id));
                      return owner;
                    }))
        .thenCompose(
            owner ->
                owner.isEmpty()
                    ? CompletableFuture.completedFuture(refused(IdentityError.LINK_INVALID))
                    : sessions.changed(owner.get()).thenApply(_ -> new Outcome.Done()));
  }

  /**
   * Mails a link to choose a new password, if there is such a user. Returns at once: how long it
   * takes would tell whether there is.
   */
  public void forgot(String email) {
    database
        .transact(
            handle -> {
              UserStore.find(handle, email)
                  .filter(user -> !user.disabled())
                  .ifPresent(
                      user ->
                          links
                              .issue(handle, Purpose.RESET, user.id(), clock.instant(), resetLink)
                              .ifPresent(token -> mails.reset(handle, user, token)));
              return true;
            })
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                LOG.warn("a link to reset a password could not be sent: {}", failure.toString());
              }
            });
  }

  /**
   * Sets the password of the link's owner, which ends all their sessions and any lockout. Whoever
   * could read the mail has proved the address as well.
   */
  public CompletionStage<Outcome> reset(String token, String password) {
    return owner(Purpose.RESET, token)
        .thenCompose(
            user ->
                user.isEmpty()
                    ? CompletableFuture.completedFuture(refused(IdentityError.LINK_INVALID))
                    : reset(user.get(), token, password));
  }

  private CompletionStage<Outcome> reset(User user, String token, String password) {
    return good(password, user.email(), user.name(), () -> choose(user, token, password));
  }

  private CompletionStage<Outcome> choose(User user, String token, String password) {
    return users
        .hash(password)
        .thenCombine(
            ask(user.id(), once("reset", token), new UserCommand.ChangePassword(true))
                .thenCompose(
                    _ ->
                        ask(
                            user.id(),
                            once("proved", token),
                            new UserCommand.VerifyEmail(user.email()))),
            (hash, _) -> hash)
        .thenCompose(
            hash ->
                database.transact(
                    handle -> {
                      var now = clock.instant();
                      var owner = MailedLinks.redeem(handle, Purpose.RESET, token, now);
                      owner.ifPresent(id -> replacePassword(handle, user, hash, now, true));
                      return owner;
                    }))
        .thenCompose(
            owner ->
                owner.isEmpty()
                    ? CompletableFuture.completedFuture(refused(IdentityError.LINK_INVALID))
                    : sessions.endAll(owner.get(), "reset").thenApply(_ -> new Outcome.Done()));
  }

  private void replacePassword(Handle handle, User user, String hash, Instant now, boolean proved) {
    UserStore.setPassword(handle, user.id(), hash);
    if (proved) {
      UserStore.setVerified(handle, user.id(), now);
      reach.reset(handle, user.id());
      SignInGuard.forget(handle, user);
    } else {
      reach.unlinkChat(handle, user.id());
    }
    MailedLinks.revoke(handle, Purpose.RESET, user.id(), now);
    mails.passwordChanged(handle, user, now);
  }

  /**
   * Changes the password of somebody signed in, ends their other sessions, whose browsers are told
   * no more, and unlinks their chat: a stolen session may have linked it.
   */
  public CompletionStage<Outcome> changePassword(
      String user, String family, String command, String current, String password) {
    return users
        .find(user)
        .thenCompose(
            known ->
                with(
                    user,
                    current,
                    "current",
                    () -> change(known.orElseThrow(), family, command, password)));
  }

  private CompletionStage<Outcome> change(
      User user, String family, String command, String password) {
    return good(
        password, user.email(), user.name(), () -> replace(user, family, command, password));
  }

  private CompletionStage<Outcome> replace(
      User user, String family, String command, String password) {
    return users
        .hash(password)
        .thenCombine(
            ask(user.id(), command, new UserCommand.ChangePassword(false)), (hash, _) -> hash)
        .thenCompose(
            hash ->
                database.transact(
                    handle -> {
                      replacePassword(handle, user, hash, clock.instant(), false);
                      return hash;
                    }))
        .thenCompose(_ -> sessions.endOthers(user.id(), family, "reset"))
        .thenApply(_ -> new Outcome.Done());
  }

  /** Ends all sessions, and with them all that is told outside of the portal. */
  public CompletionStage<Outcome> signOutEverywhere(String user) {
    return database
        .transact(
            handle -> {
              reach.unlinkChat(handle, user);
              return user;
            })
        .thenCompose(_ -> sessions.endAll(user, "signed_out"))
        .thenApply(_ -> new Outcome.Done());
  }

  /** Changes name, language and the like. */
  public CompletionStage<Outcome> updateProfile(
      String user, String command, UnaryOperator<UserProfile> change) {
    return users
        .find(user)
        .thenCompose(
            found -> {
              var profile = change.apply(found.orElseThrow().profile());
              return ask(user, command, new UserCommand.UpdateProfile(profile))
                  .thenCompose(_ -> users.setProfile(user, profile));
            })
        .thenCompose(_ -> sessions.changed(user))
        .thenApply(_ -> new Outcome.Done());
  }

  private CompletionStage<Optional<User>> owner(Purpose purpose, String token) {
    return database
        .read(handle -> MailedLinks.owner(handle, purpose, token, clock.instant()))
        .thenCompose(
            id ->
                id.isEmpty()
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : users.find(id.get()));
  }

  private CompletionStage<Reply> ask(String user, String command, UserCommand body) {
    return entities.ask(new EntityId(TenantId.PLATFORM, user), command, user, body);
  }

  /** A link that is tried again after a failure is the same command. */
  private static String once(String what, String token) {
    return what + ':' + HexFormat.of().formatHex(RefreshToken.hash(token), 0, 16);
  }

  private static Outcome flawed(String field, Flaw flaw) {
    return new Outcome.Flawed(field, flaw.code(), flaw.message());
  }

  private static Outcome refused(IdentityError error) {
    return new Outcome.Refused(Rejection.of(error));
  }
}
