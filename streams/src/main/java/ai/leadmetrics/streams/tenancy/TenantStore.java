package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.streams.kit.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Business profiles, as of the last event of each tenant. */
public final class TenantStore {
  private final Database database;

  public TenantStore(Database database) {
    this.database = database;
  }

  public CompletionStage<Optional<BusinessProfile>> profile(TenantId tenant) {
    return database.read(
        handle ->
            handle
                .createQuery("select profile from core.tenant where id = :id")
                .bind("id", tenant.value())
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json, BusinessProfile.class)));
  }

  /** Every tenant, by id. */
  public CompletionStage<Map<TenantId, BusinessProfile>> all() {
    return database.read(
        handle -> {
          var all = new LinkedHashMap<TenantId, BusinessProfile>();
          handle
              .createQuery("select id, profile from core.tenant order by id")
              .map(
                  (row, _) ->
                      Map.entry(
                          new TenantId(row.getString("id")),
                          Json.read(row.getString("profile"), BusinessProfile.class)))
              .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
          return all;
        });
  }

  /** Keeps the profile that came with event {@code seq}, unless a later one is known. */
  CompletionStage<Integer> keep(TenantId tenant, BusinessProfile profile, long seq) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "insert into core.tenant as known (id, profile, seq)"
                        + " values (:id, :profile, :seq)"
                        + " on conflict (id) do update"
                        + " set profile = excluded.profile, seq = excluded.seq"
                        + " where known.seq < excluded.seq")
                .bind("id", tenant.value())
                .bind("profile", Json.text(profile))
                .bind("seq", seq)
                .execute());
  }
}
