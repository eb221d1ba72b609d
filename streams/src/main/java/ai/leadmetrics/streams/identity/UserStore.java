package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.identity.UserProfile;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.streams.identity.PasswordRules.Flaw;
import ai.leadmetrics.streams.kit.Database;
import com.typesafe.config.Config;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The users and their passwords. What happens to them is decided by the entity of each. */
public final class UserStore {
  private static final RowMapper<User> USER =
      (row, _) -> {
        var platformRole = row.getString("platform_role");
        var lastTenant = row.getString("last_tenant");
        return new User(
            row.getString("id"),
            row.getString("email"),
            new UserProfile(
                row.getString("name"),
                row.getString("language"),
                row.getString("time_zone"),
                row.getString("avatar")),
            platformRole == null ? null : Role.of(platformRole),
            lastTenant == null ? null : new TenantId(lastTenant),
            row.getTimestamp("verified_at") != null,
            row.getTimestamp("disabled_at") != null);
      };

  private static final RowMapper<Known> KNOWN =
      (row, context) -> new Known(USER.map(row, context), row.getString("password_hash"));

  private final Database database;
  private final Passwords passwords;

  /**
   * Somebody who can sign in.
   *
   * @param platformRole what they are outside of any tenant; absent for everybody else's users
   * @param lastTenant where the next session starts
   */
  public record User(
      String id,
      String email,
      UserProfile profile,
      @Nullable Role platformRole,
      @Nullable TenantId lastTenant,
      boolean verified,
      boolean disabled) {

    public String name() {
      return profile.name();
    }
  }

  /**
   * What came of a password.
   *
   * @param user whose address it is, whether or not the password fits; absent for nobody's
   * @param guessable whether the user has a password at all
   */
  record Checked(@Nullable User user, boolean guessable, boolean fits) {}

  private record Known(User user, @Nullable String hash) {}

  /** Reads {@code leadmetrics.auth.hash} of the root configuration. */
  public UserStore(Database database, Config root) {
    this.database = database;
    this.passwords = new Passwords(root.getConfig("leadmetrics.auth.hash"));
  }

  /** The user whose password this is; counts nothing and locks nobody out. */
  public CompletionStage<Optional<User>> authenticate(String email, String password) {
    return check(email, password)
        .thenApply(checked -> checked.fits ? Optional.ofNullable(checked.user) : Optional.empty());
  }

  /**
   * Takes as long for an unknown address as for a wrong password; fails with a {@link
   * TimeoutException} when too many try at once.
   */
  CompletionStage<Checked> check(String email, String password) {
    return database
        .read(handle -> ofAddress(handle, email, ""))
        .thenCompose(known -> hashing(() -> verified(known, password)));
  }

  /** False for users who sign in elsewhere or by passkey only. */
  public CompletionStage<Boolean> hasPassword(String user) {
    return database.read(
        handle ->
            known(handle, "id = :value", user).filter(known -> known.hash != null).isPresent());
  }

  /** Whether this is the user's password; counts nothing. */
  public CompletionStage<Boolean> isPasswordOf(String user, String password) {
    return database
        .read(handle -> known(handle, "id = :value", user))
        .thenCompose(known -> hashing(() -> verified(known, password).fits));
  }

  public CompletionStage<Optional<User>> find(String id) {
    return database.read(handle -> known(handle, "id = :value", id).map(Known::user));
  }

  public CompletionStage<Optional<User>> findByEmail(String email) {
    return database.read(handle -> ofAddress(handle, email, "").map(Known::user));
  }

  /**
   * A verified account to be made.
   *
   * @param tenant absent for those with a role of the platform, and for nobody else
   * @param demo whether the demo makes it, and may use it later on
   */
  public record NewUser(
      @Nullable TenantId tenant,
      String email,
      String name,
      Role role,
      String password,
      boolean demo) {
    public NewUser {
      if ((tenant == null) != Role.OF_PLATFORM.contains(role)) {
        throw new IllegalArgumentException("operators, and nobody else, have no tenant");
      }
    }

    @Override
    public String toString() {
      return role.wire() + ' ' + email;
    }
  }

  /** As {@link #add(NewUser)}; fails where the address has an account. */
  public CompletionStage<User> put(
      @Nullable TenantId tenant, String email, String name, Role role, String password) {
    return add(new NewUser(tenant, email, name, role, password, false))
        .thenApply(
            added -> added.orElseThrow(() -> new IllegalStateException(email + " is taken")));
  }

  /**
   * Makes an account and its membership; empty, with nothing changed, where the address has one: an
   * account that exists belongs to the person who made it.
   */
  public CompletionStage<Optional<User>> add(NewUser user) {
    return hash(user.password).thenCompose(hash -> database.transact(at -> add(at, user, hash)));
  }

  private static Optional<User> add(Handle handle, NewUser user, String hash) {
    var tenant = user.tenant;
    var added =
        handle
            .createQuery(
                "insert into core.app_user (id, email, name, platform_role, last_tenant,"
                    + " password_hash, verified_at, demo)"
                    + " values (:id, :email, :name, :role, :tenant, :hash, now(), :demo)"
                    + " on conflict (lower(email)) do nothing returning *")
            .bind("id", Ids.next(Kind.USER))
            .bind("email", normal(user.email))
            .bind("name", user.name)
            .bind("role", tenant == null ? user.role.wire() : null)
            .bind("tenant", tenant == null ? null : tenant.value())
            .bind("hash", hash)
            .bind("demo", user.demo)
            .map(USER)
            .findOne();
    if (tenant != null) {
      added.ifPresent(
          made -> MembershipStore.put(handle, tenant, made.id(), user.role, Instant.now()));
    }
    return added;
  }

  /** The addresses of accounts that the demo has made. */
  public CompletionStage<Set<String>> ofDemo() {
    return database.read(
        handle ->
            handle
                .createQuery("select email from core.app_user where demo")
                .mapTo(String.class)
                .set());
  }

  /** What is wrong with a password that somebody chooses; empty if nothing is. */
  CompletionStage<Optional<Flaw>> flaw(String password, String email, String name) {
    return hashing(() -> passwords.flaw(password, email, name));
  }

  CompletionStage<String> hash(String password) {
    return hashing(() -> passwords.hash(password));
  }

  /** Adds an account whose address nobody has proved yet; empty where the address is taken. */
  static Optional<String> add(
      Handle handle, String email, String name, @Nullable String hash, Instant at) {
    return handle
        .createQuery(
            "insert into core.app_user (id, email, name, password_hash, created_at)"
                + " values (:id, :email, :name, :hash, :at)"
                + " on conflict (lower(email)) do nothing returning id")
        .bind("id", Ids.next(Kind.USER))
        .bind("email", normal(email))
        .bind("name", name)
        .bind("hash", hash)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .mapTo(String.class)
        .findOne();
  }

  /** Where the user's next session starts. */
  public CompletionStage<Integer> remember(String user, @Nullable TenantId tenant) {
    return database.transact(
        handle ->
            handle
                .createUpdate("update core.app_user set last_tenant = :tenant where id = :id")
                .bind("id", user)
                .bind("tenant", tenant == null ? null : tenant.value())
                .execute());
  }

  static Optional<User> find(Handle handle, String email) {
    return ofAddress(handle, email, "").map(Known::user);
  }

  /** As {@link #find}, held by the caller's transaction. */
  static Optional<User> lock(Handle handle, String email) {
    return ofAddress(handle, email, " for update").map(Known::user);
  }

  static void setPassword(Handle handle, String user, String hash) {
    handle
        .createUpdate("update core.app_user set password_hash = :hash where id = :id")
        .bind("id", user)
        .bind("hash", hash)
        .execute();
  }

  /** Sets a role outside of any tenant; the caller ends the sessions. */
  static void setPlatformRole(Handle handle, String user, Role role) {
    handle
        .createUpdate(
            "update core.app_user set platform_role = :role, last_tenant = null where id = :id")
        .bind("id", user)
        .bind("role", role.wire())
        .execute();
  }

  static void clearPassword(Handle handle, String user) {
    handle.execute("update core.app_user set password_hash = null where id = ?", user);
  }

  static void setName(Handle handle, String user, String name) {
    handle
        .createUpdate("update core.app_user set name = :name where id = :id")
        .bind("id", user)
        .bind("name", name)
        .execute();
  }

  /** True for the first proof of the address. */
  static boolean setVerified(Handle handle, String user, Instant at) {
    return handle
            .createUpdate(
                "update core.app_user set verified_at = :at where id = :id and verified_at is null")
            .bind("id", user)
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute()
        == 1;
  }

  /** Whether the user is nobody yet: in no tenant, and not of the platform. */
  static boolean belongsNowhere(Handle handle, String user) {
    return handle
        .createQuery(
            "select platform_role is null and not exists"
                + " (select from core.membership where user_id = :id)"
                + " from core.app_user where id = :id")
        .bind("id", user)
        .mapTo(Boolean.class)
        .one();
  }

  CompletionStage<Integer> setProfile(String user, UserProfile profile) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "update core.app_user set name = :name, language = :language,"
                        + " time_zone = :zone, avatar = :avatar where id = :id")
                .bind("id", user)
                .bind("name", profile.name())
                .bind("language", profile.language())
                .bind("zone", profile.timeZone())
                .bind("avatar", profile.avatar())
                .execute());
  }

  private static Optional<Known> ofAddress(Handle handle, String email, String more) {
    return known(handle, "lower(email) = lower(:value)" + more, normal(email));
  }

  private static String normal(String email) {
    return MailAddress.normal(email).orElse(email);
  }

  private static Optional<Known> known(Handle handle, String where, String value) {
    return handle
        .createQuery("select * from core.app_user where " + where)
        .bind("value", value)
        .map(KNOWN)
        .findOne();
  }

  private Checked verified(Optional<Known> known, String password) throws TimeoutException {
    var hash = known.map(Known::hash);
    if (hash.isEmpty()) {
      passwords.pretend(password);
      return new Checked(known.map(Known::user).orElse(null), false, false);
    }
    return new Checked(known.get().user, true, passwords.matches(password, hash.get()));
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
