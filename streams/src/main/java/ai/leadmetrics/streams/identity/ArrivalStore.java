package ai.leadmetrics.streams.identity;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.PlainName;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.SocialStore.Person;
import ai.leadmetrics.streams.identity.UserStore.User;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.Reach;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/**
 * Whose account it is that somebody an issuer vouches for comes to: the linked one, the one with
 * the same address, or a new one. An address counts only where the issuer says it is the person's
 * own.
 */
public final class ArrivalStore {
  private final Database database;
  private final Entities entities;
  private final Clock clock;
  private final SessionNews news;
  private final Reach reach;

  private record Account(String user, List<UserCommand> news) {}

  public ArrivalStore(Platform platform) {
    this.database = platform.database();
    this.entities = platform.entities();
    this.clock = platform.clock();
    this.news = SessionNews.of(platform.system());
    this.reach = new Reach(platform);
  }

  /** Empty where the person is not linked and the issuer vouches for no address. */
  public CompletionStage<Optional<String>> userOf(Person person) {
    var at = clock.instant();
    return database
        .transact(handle -> account(handle, person, at))
        .thenCompose(
            account ->
                account.isPresent()
                    ? tell(account.get(), person).thenApply(Optional::of)
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  private Optional<Account> account(Handle handle, Person person, Instant at) {
    var linked = LinkStore.userOf(handle, person);
    if (linked.isPresent()) {
      return linked.map(user -> new Account(user, List.of(link(person))));
    }
    var email = person.email();
    if (email == null) {
      return Optional.empty();
    }
    var name =
        person.name().isEmpty()
            ? PlainName.of(email.substring(0, email.indexOf('@')))
            : person.name();
    var account =
        UserStore.add(handle, email, name, null, at)
            .map(user -> registered(handle, user, email, name, person, at))
            .orElseGet(
                () -> known(handle, UserStore.lock(handle, email).orElseThrow(), person, at));
    return LinkStore.link(handle, account.user, person, at)
        ? Optional.of(account)
        : Optional.empty();
  }

  private Account known(Handle handle, User user, Person person, Instant at) {
    if (user.verified()) {
      return new Account(user.id(), List.of(link(person)));
    }
    // Whoever signed up with this address never proved that it is theirs; here is somebody who has.
    // The password is the stranger's, so it must not open the account any more.
    handle.execute(
        "update core.app_user set verified_at = ?, password_hash = null where id = ?",
        at.atOffset(ZoneOffset.UTC),
        user.id());
    reach.reset(handle, user.id());
    var ended = SessionTable.end(handle, "true", user.id(), null, at, "elsewhere");
    handle.afterCommit(() -> news.publish(new SessionNews.Changed(ended, true)));
    return new Account(user.id(), List.of(new UserCommand.VerifyEmail(user.email()), link(person)));
  }

  private static Account registered(
      Handle handle, String user, String email, String name, Person person, Instant at) {
    handle.execute(
        "update core.app_user set verified_at = ? where id = ?", at.atOffset(ZoneOffset.UTC), user);
    return new Account(
        user,
        List.of(
            new UserCommand.Register(email, name),
            new UserCommand.VerifyEmail(email),
            link(person)));
  }

  private static UserCommand link(Person person) {
    return new UserCommand.LinkAccount(person.provider());
  }

  /** In order; what the entity has heard before it takes for done. */
  private CompletionStage<String> tell(Account account, Person person) {
    var id = new EntityId(TenantId.PLATFORM, account.user);
    CompletionStage<Reply> told = CompletableFuture.completedFuture(new Reply.Done(0, false));
    for (var command : account.news) {
      var name = "arrival:" + person.subject() + ':' + command.getClass().getSimpleName();
      told = told.thenCompose(_ -> entities.ask(id, name, account.user, command));
    }
    return told.thenApply(_ -> account.user);
  }
}
