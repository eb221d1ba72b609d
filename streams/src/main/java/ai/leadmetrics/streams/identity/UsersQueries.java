package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.identity.UserDetail;
import ai.leadmetrics.protocol.identity.UserDetail.UserMembership;
import ai.leadmetrics.protocol.identity.UserSummary;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Search;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Users of all tenants, for the platform's operators. */
public final class UsersQueries {
  private static final String SELECT =
      """
      select u.id, u.email, u.name, u.platform_role, u.verified_at is not null as verified,
        u.disabled_at is not null as disabled, u.created_at,
        (select count(*) from core.membership m where m.user_id = u.id) as tenants,
        (select max(s.last_seen_at) from core.session s where s.user_id = u.id) as last_seen_at
      from core.app_user u
      """;

  private final Database database;

  public UsersQueries(Database database) {
    this.database = database;
  }

  /**
   * Users, the newest first.
   *
   * @param q part of a name or address, or an id
   * @param tenant only members of this one
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<UserSummary>> list(
      @Nullable String q, @Nullable TenantId tenant, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    var wanted = q == null ? "" : q.strip();
    boolean searching = !wanted.isEmpty();
    var sql =
        SELECT
            + " where (u.created_at, u.id) < (:at, :id)"
            + (searching
                ? " and (lower(u.name) like :text or lower(u.email) like :text or u.id = :exact)"
                : "")
            + (tenant == null
                ? ""
                : " and exists (select from core.membership m"
                    + " where m.user_id = u.id and m.tenant = :tenant)")
            + " order by u.created_at desc, u.id desc limit :limit";
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(sql)
                  .bind("at", from.at())
                  .bind("id", from.id())
                  .bind("limit", size + 1);
          if (searching) {
            query.bind("text", Search.text(wanted)).bind("exact", wanted);
          }
          if (tenant != null) {
            query.bind("tenant", tenant.value());
          }
          return Cursor.page(
              query.map((row, _) -> summary(row)).list(),
              size,
              user -> user,
              user -> Cursor.of(user.createdAt(), user.id()));
        });
  }

  public CompletionStage<Optional<UserDetail>> detail(String id) {
    return database.read(
        handle ->
            handle
                .createQuery(SELECT + " where u.id = :id")
                .bind("id", id)
                .map((row, _) -> summary(row))
                .findOne()
                .map(
                    user ->
                        new UserDetail(
                            user,
                            memberships(handle, id),
                            sessions(handle, id),
                            twoStep(handle, id))));
  }

  private static List<UserMembership> memberships(Handle handle, String user) {
    return handle
        .createQuery(
            "select m.tenant, coalesce(nullif(t.name, ''), m.tenant) as name, m.role, m.joined_at"
                + " from core.membership m left join core.tenant t on t.id = m.tenant"
                + " where m.user_id = :user order by m.joined_at, m.tenant limit 1000")
        .bind("user", user)
        .map(
            (row, _) ->
                new UserMembership(
                    new TenantId(row.getString("tenant")),
                    row.getString("name"),
                    Role.of(row.getString("role")),
                    instant(row, "joined_at")))
        .list();
  }

  private static int sessions(Handle handle, String user) {
    return handle
        .createQuery(
            "select count(*) from core.session"
                + " where user_id = :user and ended_at is null and expires_at > now()")
        .bind("user", user)
        .mapTo(Integer.class)
        .one();
  }

  private static boolean twoStep(Handle handle, String user) {
    return handle
        .createQuery(
            "select exists (select from core.totp"
                + " where user_id = :user and confirmed_at is not null)")
        .bind("user", user)
        .mapTo(Boolean.class)
        .one();
  }

  private static UserSummary summary(ResultSet row) throws SQLException {
    var role = row.getString("platform_role");
    var seen = row.getObject("last_seen_at", OffsetDateTime.class);
    return new UserSummary(
        row.getString("id"),
        row.getString("email"),
        row.getString("name"),
        role == null ? null : Role.of(role),
        row.getBoolean("verified"),
        row.getBoolean("disabled"),
        row.getInt("tenants"),
        instant(row, "created_at"),
        seen == null ? null : seen.toInstant());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
