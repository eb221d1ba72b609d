package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.entities.kit.Aggregates;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Contexts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that belongs to a tenant: every table with a {@code tenant} column, found in the
 * catalogue so that none can be forgotten, and its entities' events. What contexts declare as kept
 * stays, and the events of aggregates that outlive tenants.
 */
final class Remains {
  private static final Logger LOG = LoggerFactory.getLogger(Remains.class);
  private static final int BATCH = 5_000;

  /** Entities per statement: each has some hundred events at most. */
  private static final int ENTITIES = 100;

  private static final String ENTITIES_OF =
      " where split_part(persistence_id, '|', 1) = any (:kinds)"
          + " and starts_with(split_part(persistence_id, '|', 2), :tenant)";

  private final Jdbi jdbi;

  private record Table(String schema, String name) {
    /** A view that is being rebuilt has its tables twice, with the same fate. */
    String declared() {
      return schema.replaceFirst("_(rebuild|former)$", "") + '.' + name;
    }

    String qualified() {
      return '"' + schema + "\".\"" + name + '"';
    }
  }

  Remains(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * May be interrupted and begun again.
   *
   * @return how many rows and events there were
   */
  long erase(TenantId tenant) {
    long rows = 0;
    for (var table : tables()) {
      rows += rows(table, tenant);
    }
    long events = 0;
    var entities = entities(tenant);
    for (int i = 0; i < entities.size(); i += ENTITIES) {
      var some = entities.subList(i, Math.min(entities.size(), i + ENTITIES));
      events += jdbi.inTransaction(handle -> events(handle, some));
    }
    LOG.info("{} is erased: {} rows and {} events", tenant, rows, events);
    return rows + events;
  }

  private List<Table> tables() {
    var kept =
        Contexts.tables().stream()
            .flatMap(tables -> tables.kept().stream())
            .collect(Collectors.toUnmodifiableSet());
    return found().stream().filter(table -> !kept.contains(table.declared())).toList();
  }

  private List<Table> found() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select c.table_schema, c.table_name from information_schema.columns c"
                        + " join information_schema.tables t using (table_schema, table_name)"
                        + " where c.column_name = 'tenant' and t.table_type = 'BASE TABLE'"
                        + " and c.table_schema not in ('information_schema', 'pg_catalog')"
                        + " order by 1, 2")
                .map((row, _) -> new Table(row.getString(1), row.getString(2)))
                .list());
  }

  /** In steps, each of which keeps within the time a statement may take. */
  private long rows(Table table, TenantId tenant) {
    var delete =
        "delete from %1$s where ctid in (select ctid from %1$s where tenant = :tenant limit :batch)"
            .formatted(table.qualified());
    long all = 0;
    int some;
    do {
      some =
          jdbi.inTransaction(
              handle ->
                  handle
                      .createUpdate(delete)
                      .bind("tenant", tenant.value())
                      .bind("batch", BATCH)
                      .execute());
      all += some;
    } while (some == BATCH);
    return all;
  }

  /** One look through the journal, which changes nothing: it may take long and holds nobody up. */
  private List<String> entities(TenantId tenant) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute("set local statement_timeout to '15min'");
          return handle
              .createQuery(
                  "select distinct persistence_id from public.event_journal"
                      + ENTITIES_OF
                      + " union select persistence_id from public.snapshot"
                      + ENTITIES_OF)
              .bindArray("kinds", String.class, kinds())
              .bind("tenant", tenant.value() + ':')
              .mapTo(String.class)
              .list();
        });
  }

  private static Set<String> kinds() {
    return Aggregates.all().stream()
        .filter(aggregate -> !aggregate.outlivesTenants())
        .map(aggregate -> aggregate.name())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static int events(Handle handle, List<String> entities) {
    handle
        .createUpdate("delete from public.snapshot where persistence_id = any (:ids)")
        .bindArray("ids", String.class, entities)
        .execute();
    return handle
        .createUpdate("delete from public.event_journal where persistence_id = any (:ids)")
        .bindArray("ids", String.class, entities)
        .execute();
  }
}
