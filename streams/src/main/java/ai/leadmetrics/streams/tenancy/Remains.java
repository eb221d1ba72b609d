package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.entities.kit.Aggregates;
import ai.leadmetrics.protocol.kit.TenantId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that belongs to a tenant: every table with a {@code tenant} column, found in the
 * catalogue so that none can be forgotten, and its entities' events. What the law wants kept
 * (invoices, payments, the log of changes) stays, and the tenant's own events, which keep its id
 * from being given away again.
 */
final class Remains {
  private static final Logger LOG = LoggerFactory.getLogger(Remains.class);
  private static final int BATCH = 5_000;

  /** Contexts whose events are business records. */
  private static final Set<String> KEPT_CONTEXTS = Set.of("billing", "tenancy", "identity");

  /** Tables of business records, and lists that are made of their events. */
  private static final Pattern KEPT_TABLES =
      Pattern.compile(
          "core\\.(?:audit|alarm|entitlement|(?:billing|invoice|payment|subscription|credit)[a-z_]*)"
              + "|(?:credits|invoices|billing|subscriptions|payments|usage|audit"
              + "|information_schema|pg_catalog)[a-z0-9_]*\\..*");

  private final Jdbi jdbi;

  private record Table(String schema, String name) {
    String qualified() {
      return '"' + schema + "\".\"" + name + '"';
    }
  }

  Remains(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** May be interrupted and begun again. */
  void erase(TenantId tenant) {
    long rows = 0;
    for (var table : tables()) {
      rows +=
          all(
              "delete from "
                  + table.qualified()
                  + " where ctid in (select ctid from "
                  + table.qualified()
                  + " where tenant = :tenant limit :batch)",
              tenant.value());
    }
    long events = 0;
    for (var aggregate : Aggregates.all()) {
      if (!KEPT_CONTEXTS.contains(aggregate.context())) {
        var prefix = aggregate.name() + '|' + tenant.value() + ':';
        events += all(entity("public.event_journal"), prefix);
        all(entity("public.snapshot"), prefix);
      }
    }
    LOG.info("{} is erased: {} rows and {} events", tenant, rows, events);
  }

  private static String entity(String table) {
    return "delete from "
        + table
        + " where ctid in (select ctid from "
        + table
        + " where starts_with(persistence_id, :tenant) limit :batch)";
  }

  private List<Table> tables() {
    return jdbi
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select c.table_schema, c.table_name from information_schema.columns c"
                            + " join information_schema.tables t using (table_schema, table_name)"
                            + " where c.column_name = 'tenant' and t.table_type = 'BASE TABLE'"
                            + " order by 1, 2")
                    .map((row, _) -> new Table(row.getString(1), row.getString(2)))
                    .list())
        .stream()
        .filter(table -> !KEPT_TABLES.matcher(table.schema() + '.' + table.name()).matches())
        .toList();
  }

  /** In steps, each of which keeps within the time a statement may take. */
  private long all(String delete, String tenant) {
    long all = 0;
    int some;
    do {
      some = jdbi.inTransaction(handle -> step(handle, delete, tenant));
      all += some;
    } while (some == BATCH);
    return all;
  }

  private static int step(Handle handle, String delete, String tenant) {
    return handle.createUpdate(delete).bind("tenant", tenant).bind("batch", BATCH).execute();
  }
}
