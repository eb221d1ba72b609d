package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.Onboarding;
import ai.leadmetrics.protocol.tenancy.SettingsView;
import ai.leadmetrics.protocol.tenancy.TenantDetail;
import ai.leadmetrics.protocol.tenancy.TenantDetail.TenantFigures;
import ai.leadmetrics.protocol.tenancy.TenantDetail.TenantMember;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.TenantStanding;
import ai.leadmetrics.protocol.tenancy.TenantState;
import ai.leadmetrics.protocol.tenancy.TenantSummary;
import ai.leadmetrics.streams.crm.LeadsQueries;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What operators read of tenants. */
public final class TenantQueries {
  private static final String SUMMARY =
      "select t.id, t.name, t.industry, t.state, t.registered_at from core.tenant t where true";

  private static final String MEMBERS =
      """
      select u.id, u.name, u.email, m.role,
        (select max(s.last_seen_at) from core.session s
          where s.user_id = u.id and s.tenant = m.tenant) as seen
      from core.membership m join core.app_user u on u.id = m.user_id
      where :tenant(m) order by m.joined_at, u.id limit 200
      """;

  private static final String FIGURES =
      """
      select
        (select count(*) from core.membership m where m.tenant = t.id) as members,
        (select count(*) from core.channel c where c.tenant = t.id) as channels,
        (select count(*) from leads.contact c where c.tenant = t.id and %s) as contacts,
        (select count(*) from leads.lead l where l.tenant = t.id and %s) as leads,
        (select count(*) from inbox.conversation c where c.tenant = t.id and c.spam is null) as conversations,
        (select count(*) from core.knowledge_item k where k.tenant = t.id) as answers,
        (select count(*) from runs.run r where r.tenant = t.id) as runs,
        (select count(*) from runs.run r where r.tenant = t.id and r.state = 'FAILED') as failed
      from core.tenant t where t.id = :id
      """
          .formatted(LeadsQueries.unlessSpam("c", "id"), LeadsQueries.unlessSpam("l", "contact"));

  private final Database database;

  public TenantQueries(Database database) {
    this.database = database;
  }

  /**
   * Tenants, the newest first.
   *
   * @param q part of a name or an id
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<TenantSummary>> list(
      @Nullable String q, @Nullable TenantState state, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    var wanted = q == null ? "" : q.strip().toLowerCase(Locale.ROOT);
    var sql =
        SUMMARY
            + (wanted.isEmpty()
                ? ""
                : " and (strpos(lower(t.name), :q) > 0 or strpos(t.id, :q) > 0)")
            + (state == null ? "" : " and t.state = :state")
            + " and (t.registered_at, t.id) < (:at, :id)"
            + " order by t.registered_at desc, t.id desc limit :limit";
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(sql)
                  .bind("at", from.at())
                  .bind("id", from.id())
                  .bind("limit", size + 1);
          if (!wanted.isEmpty()) {
            query.bind("q", wanted);
          }
          if (state != null) {
            query.bind("state", state.name().toLowerCase(Locale.ROOT));
          }
          var rows = query.map((row, _) -> summary(row)).list();
          return Cursor.page(
              rows, size, one -> one, one -> Cursor.of(one.registeredAt(), one.id()));
        });
  }

  public CompletionStage<Optional<TenantDetail>> detail(TenantId tenant) {
    return database.read(
        handle ->
            handle
                .createQuery("select facts, registered_at from core.tenant where id = :id")
                .bind("id", tenant.value())
                .map(
                    (row, _) ->
                        detail(
                            handle,
                            tenant,
                            Json.read(row.getString("facts"), TenantFacts.class),
                            at(row, "registered_at")))
                .findOne());
  }

  private static TenantDetail detail(
      Handle handle, TenantId tenant, TenantFacts facts, Instant registeredAt) {
    return new TenantDetail(
        SettingsView.of(tenant.value(), facts),
        TenantStanding.of(facts.standing()),
        Onboarding.of(facts),
        registeredAt,
        figures(handle, tenant),
        members(handle, tenant));
  }

  private static TenantFigures figures(Handle handle, TenantId tenant) {
    return handle
        .createQuery(FIGURES)
        .bind("id", tenant.value())
        .map(
            (row, _) ->
                new TenantFigures(
                    row.getLong("members"),
                    row.getLong("channels"),
                    row.getLong("contacts"),
                    row.getLong("leads"),
                    row.getLong("conversations"),
                    row.getLong("answers"),
                    row.getLong("runs"),
                    row.getLong("failed")))
        .one();
  }

  private static List<TenantMember> members(Handle handle, TenantId tenant) {
    return TenantSql.query(handle, tenant, MEMBERS)
        .map(
            (row, _) -> {
              var seen = row.getObject("seen", OffsetDateTime.class);
              return new TenantMember(
                  row.getString("id"),
                  row.getString("name"),
                  row.getString("email"),
                  row.getString("role"),
                  seen == null ? null : seen.toInstant());
            })
        .list();
  }

  private static TenantSummary summary(ResultSet row) throws SQLException {
    return new TenantSummary(
        row.getString("id"),
        row.getString("name"),
        row.getString("industry"),
        TenantState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        at(row, "registered_at"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
