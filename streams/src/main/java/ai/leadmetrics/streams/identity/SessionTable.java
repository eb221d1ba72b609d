package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import com.typesafe.config.Config;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The statements on core.session. */
final class SessionTable {
  /** Whose account was switched off, or who was removed from the tenant, has no session here. */
  private static final String STANDING =
      "select s.family, s.user_id, u.name, s.tenant, s.impersonator, s.expires_at,"
          + " u.verified_at is not null as verified,"
          // Fails closed: a role of the platform counts in sessions that were opened in two steps.
          + " case when :two_steps and u.platform_role is not null"
          + " and not (u.demo and :demo)"
          + " and (s.tenant is null or s.impersonator is not null)"
          + " and s.method <> 'passkey' and s.method not like '%+%' then 'pending_operator'"
          + " when s.impersonator is not null then s.role"
          + " when s.tenant is not null then m.role"
          + " else coalesce(u.platform_role, 'newcomer') end as role"
          + " from core.session s join core.app_user u on u.id = s.user_id"
          + " left join core.membership m on m.user_id = s.user_id and m.tenant = s.tenant"
          + " where s.family = :family and s.ended_at is null and s.expires_at > :now"
          + " and u.disabled_at is null"
          + " and (s.tenant is null or s.acts_until > :now"
          + " or (s.impersonator is null and m.role is not null))";

  private static final RowMapper<Standing> TO_STANDING =
      (row, _) -> {
        var tenant = row.getString("tenant");
        return new Standing(
            row.getString("family"),
            row.getString("user_id"),
            row.getString("name"),
            Role.of(row.getString("role")),
            tenant == null ? null : new TenantId(tenant),
            row.getBoolean("verified"),
            row.getString("impersonator"),
            row.getTimestamp("expires_at").toInstant());
      };

  /** What decides whether a refresh token still counts. */
  record Chain(Shown shown, Instant rotatedAt, Instant createdAt, boolean live) {}

  /** Which of a session's refresh tokens was shown. */
  enum Shown {
    CURRENT,
    PREVIOUS,
    OLDER
  }

  private static final RowMapper<Chain> TO_CHAIN =
      (row, _) ->
          new Chain(
              Shown.valueOf(row.getString("shown")),
              row.getTimestamp("rotated_at").toInstant(),
              row.getTimestamp("created_at").toInstant(),
              row.getBoolean("live"));

  private static final RowMapper<Device> TO_DEVICE =
      (row, _) ->
          new Device(
              row.getString("family"),
              row.getString("user_agent"),
              row.getString("address"),
              row.getString("method"),
              row.getTimestamp("created_at").toInstant(),
              row.getTimestamp("last_seen_at").toInstant());

  private SessionTable() {}

  /**
   * What is demanded of sessions with a role of the platform.
   *
   * @param twoSteps whether they count only when they were opened in two steps, or by a passkey
   * @param demo whether accounts that the demo has made are exempt
   */
  record Demands(boolean twoSteps, boolean demo) {
    static Demands of(Config root) {
      return new Demands(
          root.getBoolean("leadmetrics.auth.operators.require-second-step"),
          root.getBoolean("leadmetrics.demo.enabled"));
    }
  }

  static Optional<Standing> standing(Handle handle, String family, Demands demands, Instant now) {
    return handle
        .createQuery(STANDING)
        .bind("two_steps", demands.twoSteps)
        .bind("demo", demands.demo)
        .bind("family", family)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .map(TO_STANDING)
        .findOne();
  }

  static Optional<Instant> signedInAt(Handle handle, String family) {
    return handle
        .createQuery(
            "select created_at from core.session where family = :family and ended_at is null")
        .bind("family", family)
        .mapTo(Instant.class)
        .findOne();
  }

  static void insert(
      Handle handle, SessionStore.Opening opening, byte[] hash, Instant now, Instant expiresAt) {
    var tenant = opening.tenant();
    handle
        .createUpdate(
            "insert into core.session (family, user_id, tenant, method, refresh_hash, rotated_at,"
                + " user_agent, address, created_at, last_seen_at, expires_at)"
                + " values (:family, :user, :tenant, :method, :hash, :now, :agent, :address, :now,"
                + " :now, :expires)")
        .bind("family", opening.family())
        .bind("user", opening.user())
        .bind("tenant", tenant == null ? null : tenant.value())
        .bind("method", opening.method())
        .bind("hash", hash)
        .bind("agent", opening.visitor().userAgent())
        .bind("address", opening.visitor().address())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** Held by the caller's transaction: of two refreshes at once the second sees the first. */
  static Optional<Chain> chain(Handle handle, RefreshToken shown, Instant now) {
    return handle
        .createQuery(
            "select case when refresh_hash = :hash then 'CURRENT'"
                + " when previous_hash = :hash then 'PREVIOUS' else 'OLDER' end as shown,"
                + " rotated_at, created_at, ended_at is null and expires_at > :now as live"
                + " from core.session where family = :family for update")
        .bind("family", shown.family())
        .bind("hash", shown.hash())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .map(TO_CHAIN)
        .findOne();
  }

  static void rotate(
      Handle handle,
      RefreshToken next,
      SessionStore.Visitor visitor,
      Instant now,
      Instant expiresAt) {
    handle
        .createUpdate(
            "update core.session set previous_hash = refresh_hash, refresh_hash = :hash,"
                + " rotated_at = :now, last_seen_at = :now, user_agent = :agent,"
                + " address = :address, expires_at = :expires where family = :family")
        .bind("family", next.family())
        .bind("hash", next.hash())
        .bind("agent", visitor.userAgent())
        .bind("address", visitor.address())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** An operator at work for a tenant, and for how long. */
  record Acting(String operator, Role as, Instant until) {}

  static void enter(
      Handle handle, String family, @Nullable TenantId tenant, @Nullable Acting acting) {
    handle
        .createUpdate(
            "update core.session set tenant = :tenant, impersonator = :impersonator, role = :role,"
                + " acts_until = :until where family = :family and ended_at is null")
        .bind("family", family)
        .bind("tenant", tenant == null ? null : tenant.value())
        .bind("impersonator", acting == null ? null : acting.operator())
        .bind("role", acting == null ? null : acting.as().wire())
        .bind("until", acting == null ? null : acting.until().atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** Notes that a second step was shown after the session had been opened with one. */
  static boolean stepUp(Handle handle, String family, String factor) {
    return handle.execute(
            "update core.session set method = method || '+' || ? where family = ?"
                + " and ended_at is null and method not like '%+%'",
            factor, family)
        == 1;
  }

  /** False where the session acts for that tenant no more. */
  static boolean leave(Handle handle, String family, TenantId tenant) {
    return handle.execute(
            "update core.session set tenant = null, impersonator = null, role = null,"
                + " acts_until = null where family = ? and tenant = ?"
                + " and impersonator is not null",
            family,
            tenant.value())
        == 1;
  }

  /**
   * Ends the sessions that {@code where} names by {@code :user} and {@code :value}.
   *
   * @return their families
   */
  static List<String> end(
      Handle handle, String where, String user, @Nullable String value, Instant now, String why) {
    return handle
        .createQuery(
            "update core.session set ended_at = :now, end_reason = :why where ended_at is null"
                + " and user_id = :user and (cast(:value as text) is null or "
                + where
                + ") returning family")
        .bind("user", user)
        .bind("value", value)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("why", why)
        .mapTo(String.class)
        .list();
  }

  /** Ends the session whose current refresh token this is. */
  static List<String> end(Handle handle, String family, byte[] hash, Instant now, String why) {
    return handle
        .createQuery(
            "update core.session set ended_at = :now, end_reason = :why where ended_at is null"
                + " and family = :family and refresh_hash = :hash returning family")
        .bind("family", family)
        .bind("hash", hash)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("why", why)
        .mapTo(String.class)
        .list();
  }

  static List<String> open(Handle handle, String user) {
    return handle
        .createQuery("select family from core.session where user_id = :user and ended_at is null")
        .bind("user", user)
        .mapTo(String.class)
        .list();
  }

  static List<Device> devices(Handle handle, String user, Instant now) {
    return handle
        .createQuery(
            "select * from core.session where user_id = :user and ended_at is null"
                + " and expires_at > :now order by last_seen_at desc, family limit 100")
        .bind("user", user)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .map(TO_DEVICE)
        .list();
  }

  /** What ended or expired this long ago tells nobody anything any more. */
  static void forget(Handle handle, String user, Instant before) {
    handle
        .createUpdate(
            "delete from core.session where user_id = :user"
                + " and (ended_at < :before or expires_at < :before)")
        .bind("user", user)
        .bind("before", before.atOffset(ZoneOffset.UTC))
        .execute();
  }
}
