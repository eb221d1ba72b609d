package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import com.typesafe.config.Config;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The users and their passwords. */
public final class UserStore {
  private static final RowMapper<User> USER =
      (row, _) -> {
        var tenant = row.getString("tenant");
        return new User(
            row.getString("id"),
            tenant == null ? null : new TenantId(tenant),
            row.getString("email"),
            row.getString("name"),
            Role.of(row.getString("role")));
      };

  private static final RowMapper<Known> KNOWN =
      (row, context) -> new Known(USER.map(row, context), row.getString("password_hash"));

  private final Database database;
  private final Passwords passwords;

  /**
   * Somebody who can sign in.
   *
   * @param tenant absent for users of the platform
   */
  public record User(String id, @Nullable TenantId tenant, String email, String name, Role role) {}

  private record Known(User user, String hash) {}

  /** Reads {@code leadmetrics.auth.hash} of the root configuration. */
  public UserStore(Database database, Config root) {
    this.database = database;
    this.passwords = new Passwords(root.getConfig("leadmetrics.auth.hash"));
  }

  /**
   * The user whose password this is. Takes as long for an unknown address as for a wrong password;
   * fails with a {@link TimeoutException} when too many try at once.
   */
  public CompletionStage<Optional<User>> authenticate(String email, String password) {
    return database
        .read(
            handle ->
                handle
                    .createQuery("select * from core.app_user where lower(email) = lower(:email)")
                    .bind("email", email)
                    .map(KNOWN)
                    .findOne())
        .thenCompose(known -> hashing(() -> verified(known, password)));
  }

  public CompletionStage<Optional<User>> find(String id) {
    return database.read(
        handle ->
            handle
                .createQuery("select * from core.app_user where id = :id")
                .bind("id", id)
                .map(USER)
                .findOne());
  }

  /** Creates the user with this address, or brings everything but the id up to date. */
  public CompletionStage<User> put(
      @Nullable TenantId tenant, String email, String name, Role role, String password) {
    if ((tenant == null) != (role == Role.SUPER_ADMIN)) {
      throw new IllegalArgumentException("a super admin, and nobody else, has no tenant");
    }
    return hashing(() -> passwords.hash(password))
        .thenCompose(
            hash ->
                database.transact(
                    handle ->
                        handle
                            .createQuery(
                                "insert into core.app_user"
                                    + " (id, tenant, email, name, role, password_hash)"
                                    + " values (:id, :tenant, :email, :name, :role, :hash)"
                                    + " on conflict (lower(email)) do update set"
                                    + " tenant = excluded.tenant, name = excluded.name,"
                                    + " role = excluded.role,"
                                    + " password_hash = excluded.password_hash"
                                    + " returning *")
                            .bind("id", Ids.next(Kind.USER))
                            .bind("tenant", tenant == null ? null : tenant.value())
                            .bind("email", email)
                            .bind("name", name)
                            .bind("role", role.wire())
                            .bind("hash", hash)
                            .map(USER)
                            .one()));
  }

  private Optional<User> verified(Optional<Known> known, String password) throws TimeoutException {
    if (known.isEmpty()) {
      passwords.pretend(password);
      return Optional.empty();
    }
    return passwords.matches(password, known.get().hash)
        ? Optional.of(known.get().user)
        : Optional.empty();
  }

  private interface Hashing<T> {
    T run() throws TimeoutException;
  }

  private <T> CompletionStage<T> hashing(Hashing<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.run();
          } catch (TimeoutException e) {
            throw new CompletionException(e);
          }
        },
        database.threads());
  }
}
