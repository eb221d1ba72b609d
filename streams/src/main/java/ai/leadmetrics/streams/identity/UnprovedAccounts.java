package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Job;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Removes accounts whose address was not proved in time: a sign-up with somebody else's address
 * stores that person's address and name without their consent.
 */
public final class UnprovedAccounts {
  public static final Job.Recurring REMOVE =
      new Job.Recurring(
          "identity.unproved-accounts.remove",
          "Removes accounts whose e-mail address nobody has confirmed.",
          new Job.Rhythm.Daily(LocalTime.of(2, 50), ZoneOffset.UTC),
          (platform, now) ->
              platform
                  .database()
                  .transact(
                      handle ->
                          remove(
                              handle,
                              now.minus(
                                  platform
                                      .config()
                                      .getDuration("leadmetrics.auth.unproved-kept")))));

  /** What has no foreign key to the account. */
  private static final List<String> TABLES =
      List.of("core.totp", "core.backup_code", "core.passkey", "core.linked_account");

  private UnprovedAccounts() {}

  static int remove(Handle handle, Instant before) {
    var users =
        handle
            .createQuery(
                "delete from core.app_user u where verified_at is null and platform_role is null"
                    + " and created_at < :before and not exists"
                    + " (select from core.membership m where m.user_id = u.id)"
                    + " returning id")
            .bind("before", before.atOffset(ZoneOffset.UTC))
            .mapTo(String.class)
            .list();
    for (var table : TABLES) {
      delete(handle, table, "user_id", users);
    }
    // The entity goes with its account; the next sign-up with the address is somebody new.
    var entities =
        users.stream().map(id -> "User|" + new EntityId(TenantId.PLATFORM, id).key()).toList();
    delete(handle, "public.snapshot", "persistence_id", entities);
    delete(handle, "public.event_journal", "persistence_id", entities);
    return users.size();
  }

  private static void delete(Handle handle, String table, String column, List<String> ids) {
    handle
        .createUpdate("delete from <table> where <column> = any (:ids)")
        .define("table", table)
        .define("column", column)
        .bindArray("ids", String.class, ids)
        .execute();
  }
}
