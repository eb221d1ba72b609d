package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.MembershipStore;
import ai.leadmetrics.streams.kit.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;

/**
 * The tables that follow the events of teams. Endpoints write what they have caused at once, so
 * that it holds when they answer; the reactor writes everything again, so that nothing is lost.
 * Each write says which event it follows, and an older one never overwrites a newer.
 */
public final class TeamStore {
  private final Database database;

  public TeamStore(Database database) {
    this.database = database;
  }

  /** The sequence number of the last event a write follows, and when that happened. */
  public record Since(TenantId tenant, long seq, Instant at) {}

  public CompletionStage<Done> owned(Since since, String owner) {
    return write(
        handle -> {
          handle
              .createUpdate(
                  "insert into core.team as known (tenant, owner, seq)"
                      + " values (:tenant, :owner, :seq)"
                      + " on conflict (tenant) do update"
                      + " set owner = excluded.owner, seq = excluded.seq"
                      + " where known.seq < excluded.seq")
              .bind("tenant", since.tenant.value())
              .bind("owner", owner)
              .bind("seq", since.seq)
              .execute();
          put(handle, since, owner, Role.ADMIN);
        });
  }

  /** Makes somebody a member, or gives a member another role. */
  public CompletionStage<Done> put(Since since, String user, Role role) {
    return write(handle -> put(handle, since, user, role));
  }

  private static void put(Handle handle, Since since, String user, Role role) {
    if (isNews(handle, since, user) && exists(handle, user)) {
      MembershipStore.put(handle, since.tenant, user, role, since.at);
    }
  }

  /** Ends a membership; false where a later event has made the user a member again. */
  public CompletionStage<Boolean> remove(Since since, String user) {
    return database.transact(
        handle -> {
          if (isNews(handle, since, user)) {
            MembershipStore.remove(handle, since.tenant, user);
          }
          return !isMember(handle, since.tenant, user);
        });
  }

  private static boolean isMember(Handle handle, TenantId tenant, String user) {
    return handle
        .createQuery(
            "select exists (select from core.membership"
                + " where tenant = :tenant and user_id = :user)")
        .bind("tenant", tenant.value())
        .bind("user", user)
        .mapTo(Boolean.class)
        .one();
  }

  private static boolean isNews(Handle handle, Since since, String user) {
    return handle
            .createUpdate(
                "insert into core.membership_seq as known (tenant, user_id, seq)"
                    + " values (:tenant, :user, :seq)"
                    + " on conflict (tenant, user_id) do update set seq = excluded.seq"
                    + " where known.seq < excluded.seq")
            .bind("tenant", since.tenant.value())
            .bind("user", user)
            .bind("seq", since.seq)
            .execute()
        == 1;
  }

  /** A membership of nobody cannot be stored, and must not hold up those of others. */
  private static boolean exists(Handle handle, String user) {
    return handle
        .createQuery("select exists (select from core.app_user where id = :id)")
        .bind("id", user)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * An invitation as it was sent last.
   *
   * @param tokenHash SHA-256 of what stands in the link
   */
  public record Sent(
      String id, String email, Role role, String tokenHash, String by, Instant expiresAt) {}

  public CompletionStage<Done> invited(Since since, Sent sent) {
    return write(
        handle ->
            handle
                .createUpdate(
                    "insert into core.invitation (tenant, id, email, role, token_hash, invited_by,"
                        + " created_at, expires_at, state, seq) values (:tenant, :id, :email,"
                        + " :role, :hash, :by, :at, :until, 'OPEN', :seq)"
                        + " on conflict (tenant, id) do nothing")
                .bind("tenant", since.tenant.value())
                .bind("id", sent.id)
                .bind("email", sent.email)
                .bind("role", sent.role.wire())
                .bind("hash", sent.tokenHash)
                .bind("by", sent.by)
                .bind("at", since.at.atOffset(ZoneOffset.UTC))
                .bind("until", sent.expiresAt.atOffset(ZoneOffset.UTC))
                .bind("seq", since.seq)
                .execute());
  }

  /** Sent again, with another link. */
  public CompletionStage<Done> renewed(
      Since since, String id, String tokenHash, Instant expiresAt) {
    return write(
        handle ->
            handle
                .createUpdate(
                    "update core.invitation set token_hash = :hash, expires_at = :until, seq = :seq"
                        + " where tenant = :tenant and id = :id and seq < :seq")
                .bind("tenant", since.tenant.value())
                .bind("id", id)
                .bind("hash", tokenHash)
                .bind("until", expiresAt.atOffset(ZoneOffset.UTC))
                .bind("seq", since.seq)
                .execute());
  }

  /** How an invitation came to its end. */
  public enum End {
    USED,
    REVOKED
  }

  public CompletionStage<Done> ended(Since since, String id, End end) {
    return write(
        handle ->
            handle
                .createUpdate(
                    "update core.invitation set state = :state, seq = :seq"
                        + " where tenant = :tenant and id = :id and seq < :seq")
                .bind("tenant", since.tenant.value())
                .bind("id", id)
                .bind("state", end.name())
                .bind("seq", since.seq)
                .execute());
  }

  private interface Write {
    void to(Handle handle);
  }

  private CompletionStage<Done> write(Write write) {
    return database.transact(
        handle -> {
          write.to(handle);
          return Done.getInstance();
        });
  }
}
