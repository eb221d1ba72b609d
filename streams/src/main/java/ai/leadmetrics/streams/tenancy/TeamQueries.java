package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.InvitationDetail;
import ai.leadmetrics.protocol.tenancy.TeamActivity;
import ai.leadmetrics.protocol.tenancy.TeamInvitation;
import ai.leadmetrics.protocol.tenancy.TeamMember;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the API reads of teams. */
public final class TeamQueries {
  private static final String MEMBERS =
      """
      select m.user_id, u.name, u.email, m.role, m.joined_at, m.user_id = t.owner as owner,
        (select max(s.last_seen_at) from core.session s
         where s.user_id = m.user_id and s.tenant = m.tenant) as last_seen_at,
        (select p.id from core.picture p
         where p.tenant = 'platform' and p.owner = m.user_id) as picture
      from core.membership m
      join core.app_user u on u.id = m.user_id
      left join core.team t on t.tenant = m.tenant
      where :tenant(m)
      """;

  private final Database database;

  public TeamQueries(Database database) {
    this.database = database;
  }

  /** The members: the owner, then by name. */
  public CompletionStage<List<TeamMember>> members(TenantId tenant) {
    return database.read(
        handle ->
            TenantSql.query(
                    handle,
                    tenant,
                    MEMBERS + " order by owner desc nulls last, lower(u.name), m.user_id limit 500")
                .map((row, _) -> member(row))
                .list());
  }

  public CompletionStage<Optional<TeamMember>> member(TenantId tenant, String user) {
    return database.read(
        handle ->
            TenantSql.query(handle, tenant, MEMBERS + " and m.user_id = :user")
                .bind("user", user)
                .map((row, _) -> member(row))
                .findOne());
  }

  /** A member whom no event of the team has brought. */
  public record Unmanaged(String user, Role role) {}

  /** Members from before there were teams, the longest-serving first. */
  public CompletionStage<List<Unmanaged>> unmanaged(TenantId tenant) {
    return database.read(
        handle ->
            TenantSql.query(
                    handle,
                    tenant,
                    "select m.user_id, m.role from core.membership m where :tenant(m)"
                        + " and not exists (select from core.membership_seq q"
                        + " where q.tenant = m.tenant and q.user_id = m.user_id)"
                        + " order by m.joined_at, m.user_id limit 500")
                .map((row, _) -> new Unmanaged(row.getString(1), Role.of(row.getString(2))))
                .list());
  }

  /** Whether somebody with this address belongs to the team. */
  public CompletionStage<Boolean> isMember(TenantId tenant, String email) {
    return database.read(
        handle ->
            TenantSql.query(
                    handle,
                    tenant,
                    "select exists (select from core.membership m join core.app_user u"
                        + " on u.id = m.user_id where :tenant(m) and lower(u.email) = :email)")
                .bind("email", email)
                .mapTo(Boolean.class)
                .one());
  }

  /** Invitations that nobody has taken up, the latest first. */
  public CompletionStage<List<TeamInvitation>> invitations(TenantId tenant) {
    return database.read(
        handle ->
            TenantSql.query(
                    handle,
                    tenant,
                    "select i.id, i.email, i.role, coalesce(u.name, '') as inviter, i.created_at,"
                        + " i.expires_at from core.invitation i"
                        + " left join core.app_user u on u.id = i.invited_by"
                        + " where :tenant(i) and i.state = 'OPEN'"
                        + " order by i.created_at desc, i.id limit 200")
                .map(
                    (row, _) ->
                        new TeamInvitation(
                            row.getString("id"),
                            row.getString("email"),
                            Role.of(row.getString("role")),
                            row.getString("inviter"),
                            instant(row, "created_at"),
                            instant(row, "expires_at")))
                .list());
  }

  /**
   * The invitation a link belongs to, whatever became of it.
   *
   * @param state OPEN, USED or REVOKED
   */
  public record Linked(TenantId tenant, String id, String state, InvitationDetail detail) {
    public boolean isUsed() {
      return state.equals("USED");
    }

    /** Whether it can still be taken up. */
    public boolean isOpen(Instant now) {
      return state.equals("OPEN") && now.isBefore(detail.expiresAt());
    }
  }

  /** By the hash of what stands in the link: nobody can guess their way here. */
  public CompletionStage<Optional<Linked>> linked(String tokenHash) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select i.*, coalesce(nullif(b.name, ''), i.tenant) as business,"
                        + " coalesce(u.name, '') as inviter, exists (select from core.app_user a"
                        + " where lower(a.email) = i.email) as account from core.invitation i"
                        + " left join core.tenant b on b.id = i.tenant"
                        + " left join core.app_user u on u.id = i.invited_by"
                        + " where i.token_hash = :hash")
                .bind("hash", tokenHash)
                .map((row, _) -> linked(row))
                .findOne());
  }

  /**
   * What happened, the latest first.
   *
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<TeamActivity>> activity(
      TenantId tenant, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    return database.read(
        handle ->
            Cursor.page(
                TenantSql.query(
                        handle,
                        tenant,
                        "select a.seq, a.at, coalesce(b.name, a.by) as by, a.type,"
                            + " coalesce(s.name, a.subject) as subject, a.before, a.after"
                            + " from team.activity a left join core.app_user b on b.id = a.by"
                            + " left join core.app_user s on s.id = a.subject"
                            + " where :tenant(a) and a.seq < :seq order by a.seq desc limit :limit")
                    .bind("seq", from.key())
                    .bind("limit", size + 1)
                    .map((row, _) -> activity(row))
                    .list(),
                size,
                activity -> activity,
                activity -> new Cursor(Long.parseLong(activity.id()), "")));
  }

  private static TeamActivity activity(ResultSet row) throws SQLException {
    return new TeamActivity(
        Long.toString(row.getLong("seq")),
        instant(row, "at"),
        row.getString("by"),
        row.getString("type"),
        row.getString("subject"),
        row.getString("before"),
        row.getString("after"));
  }

  private static TeamMember member(ResultSet row) throws SQLException {
    var seen = row.getObject("last_seen_at", OffsetDateTime.class);
    return new TeamMember(
        row.getString("user_id"),
        row.getString("name"),
        row.getString("email"),
        Role.of(row.getString("role")),
        row.getBoolean("owner"),
        instant(row, "joined_at"),
        seen == null ? null : seen.toInstant(),
        row.getString("picture"));
  }

  private static Linked linked(ResultSet row) throws SQLException {
    return new Linked(
        new TenantId(row.getString("tenant")),
        row.getString("id"),
        row.getString("state"),
        new InvitationDetail(
            row.getString("business"),
            row.getString("email"),
            Role.of(row.getString("role")),
            row.getString("inviter"),
            instant(row, "expires_at"),
            row.getBoolean("account")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
