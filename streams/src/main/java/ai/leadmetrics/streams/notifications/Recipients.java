package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.QuietHours;
import ai.leadmetrics.streams.kit.Audience;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Finds the people of an audience, with what they have chosen. */
final class Recipients {
  static final LocalTime DIGEST_AT = LocalTime.of(8, 0);

  /** More than any team has. */
  private static final int MAX = 1_000;

  private static final String SELECT =
      "select u.id, u.email, u.name, u.language, u.time_zone, r.user_id is not null as chosen,"
          + " r.quiet_from, r.quiet_to, r.digest, r.digest_at,"
          // Where they work: for those who have named no time zone of their own.
          + " (select t.facts::json #>> '{profile,timeZone}' from core.tenant t"
          + " where t.id = u.last_tenant) as home from core.app_user u"
          + " left join core.notification_rhythm r on r.user_id = u.id";

  private static final String STANDING = " and u.disabled_at is null and u.verified_at is not null";

  private Recipients() {}

  static List<Person> of(Handle handle, TenantId tenant, Audience audience, Defaults defaults) {
    var people =
        switch (audience) {
          case Audience.User(var id) ->
              handle.createQuery(SELECT + " where u.id = :id" + STANDING).bind("id", id);
          case Audience.Holding(var permission) ->
              roles(
                      handle,
                      SELECT
                          + " join core.membership m on m.user_id = u.id"
                          + " where m.tenant = :tenant and m.role in (<roles>)"
                          + STANDING,
                      permission)
                  .bind("tenant", tenant.value());
          case Audience.Platform(var permission) ->
              roles(handle, SELECT + " where u.platform_role in (<roles>)" + STANDING, permission);
        };
    return people.setMaxRows(MAX).map((row, _) -> person(handle, row, defaults)).list();
  }

  /** A user by id, in whatever state their account is. */
  static Optional<Person> one(Handle handle, String user, Defaults defaults) {
    return handle
        .createQuery(SELECT + " where u.id = :id")
        .bind("id", user)
        .map((row, _) -> person(handle, row, defaults))
        .findOne();
  }

  /** What somebody is called. */
  static String name(Handle handle, String user) {
    return handle
        .createQuery("select name from core.app_user where id = :id")
        .bind("id", user)
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }

  private static Query roles(Handle handle, String sql, Permission permission) {
    return handle
        .createQuery(sql)
        .bindList(
            "roles",
            Arrays.stream(Role.values())
                .filter(role -> role.permissions().contains(permission))
                .map(Role::wire)
                .toList());
  }

  private static Person person(Handle handle, ResultSet row, Defaults defaults)
      throws SQLException {
    var given = defaults.notifications();
    boolean chosen = row.getBoolean("chosen");
    return new Person(
        row.getString("id"),
        row.getString("email"),
        row.getString("name"),
        row.getString("language"),
        zone(row.getString("time_zone"), zone(defaults, row.getString("home"))),
        chosen
            ? quiet(
                row.getObject("quiet_from", LocalTime.class),
                row.getObject("quiet_to", LocalTime.class))
            : quiet(given.quietFrom(), given.quietTo()),
        chosen ? row.getBoolean("digest") : given.dailyDigest(),
        chosen ? row.getObject("digest_at", LocalTime.class) : DIGEST_AT,
        choices(handle, row.getString("id")));
  }

  static @Nullable QuietHours quiet(@Nullable LocalTime from, @Nullable LocalTime to) {
    return from == null || to == null ? null : new QuietHours(from, to);
  }

  private static ZoneId zone(Defaults defaults, @Nullable String home) {
    var zone = defaults.zone();
    return zone != null ? zone : zone(home == null ? "" : home, Defaults.UTC);
  }

  static ZoneId zone(String name, ZoneId otherwise) {
    try {
      return name.isBlank() ? otherwise : ZoneId.of(name);
    } catch (DateTimeException _) {
      return otherwise;
    }
  }

  private static Map<String, Boolean> choices(Handle handle, String user) {
    var choices = new HashMap<String, Boolean>();
    handle
        .createQuery(
            "select type, channel, enabled from core.notification_choice where user_id = :user")
        .bind("user", user)
        .map(
            (row, _) ->
                Map.entry(
                    row.getString("type") + '/' + row.getString("channel"),
                    row.getBoolean("enabled")))
        .forEach(choice -> choices.put(choice.getKey(), choice.getValue()));
    return choices;
  }
}
