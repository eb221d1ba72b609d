package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Who belongs to which tenant. Sessions of whom it concerns are told through SessionStore. */
public final class MembershipStore {
  private static final RowMapper<Membership> MEMBERSHIP =
      (row, _) ->
          new Membership(new TenantId(row.getString("tenant")), Role.of(row.getString("role")));

  private final Database database;

  public MembershipStore(Database database) {
    this.database = database;
  }

  /** The tenants of a user, longest first. */
  public CompletionStage<List<Membership>> of(String user) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select tenant, role from core.membership where user_id = :user"
                        + " order by joined_at, tenant limit 1000")
                .bind("user", user)
                .map(MEMBERSHIP)
                .list());
  }

  /** Makes the user a member, or gives the member another role. */
  public static void put(Handle handle, TenantId tenant, String user, Role role, Instant at) {
    handle
        .createUpdate(
            "insert into core.membership (tenant, user_id, role, joined_at)"
                + " values (:tenant, :user, :role, :at)"
                + " on conflict (user_id, tenant) do update set role = excluded.role")
        .bind("tenant", tenant.value())
        .bind("user", user)
        .bind("role", role.wire())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .execute();
  }

  public static void remove(Handle handle, TenantId tenant, String user) {
    handle
        .createUpdate("delete from core.membership where tenant = :tenant and user_id = :user")
        .bind("tenant", tenant.value())
        .bind("user", user)
        .execute();
  }
}
