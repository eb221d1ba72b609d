package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.ops.AuditEntry;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Search;
import ai.leadmetrics.streams.kit.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The audit log: lines are added and read, and PostgreSQL refuses everything else. */
public final class AuditStore {
  /** Waits in milliseconds before another try; a failover of the database takes about a second. */
  private static final List<Long> PATIENCE = List.of(100L, 400L, 1_500L);

  private static final int MAX_EXPORT = 50_000;

  private final Database database;

  public AuditStore(Database database) {
    this.database = database;
  }

  /**
   * Which lines are wanted; absent parts want everything.
   *
   * @param actor a user id, or part of a name
   * @param from the earliest moment
   * @param to the first moment that is too late
   */
  public record Filter(
      @Nullable TenantId tenant,
      @Nullable String actor,
      @Nullable String action,
      @Nullable String target,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /**
   * Adds a line; one of the same id is the same line. Tries again for about two seconds before it
   * fails.
   */
  public CompletionStage<Done> append(AuditEntry entry) {
    return append(entry, 0);
  }

  private CompletionStage<Done> append(AuditEntry entry, int tries) {
    return database
        .transact(
            handle -> {
              append(handle, entry);
              return Done.getInstance();
            })
        .exceptionallyCompose(
            failure ->
                tries >= PATIENCE.size()
                    ? CompletableFuture.failedFuture(failure)
                    : CompletableFuture.supplyAsync(
                            Done::getInstance,
                            CompletableFuture.delayedExecutor(
                                PATIENCE.get(tries), TimeUnit.MILLISECONDS, database.threads()))
                        .thenCompose(_ -> append(entry, tries + 1)));
  }

  /** Adds a line within a transaction of the caller's. */
  public void append(Handle handle, AuditEntry entry) {
    var tenant = entry.tenant();
    handle
        .createUpdate(
            "insert into core.audit (id, at, tenant, actor, actor_name, impersonator, action,"
                + " target, outcome, address, request, changes) values (:id, :at, :tenant, :actor,"
                + " :name, :impersonator, :action, :target, :outcome, :address, :request,"
                + " :changes) on conflict (id) do nothing")
        .bind("id", entry.id())
        .bind("at", entry.at().atOffset(ZoneOffset.UTC))
        .bind("tenant", tenant == null ? null : tenant.value())
        .bind("actor", entry.actor())
        .bind("name", clean(entry.actorName()))
        .bind("impersonator", entry.impersonator())
        .bind("action", entry.action())
        .bind("target", clean(entry.target()))
        .bind("outcome", entry.outcome().name())
        .bind("address", entry.address())
        .bind("request", entry.request())
        .bind("changes", Texts.clean(Json.text(entry.changes())))
        .execute();
  }

  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : Texts.clean(text);
  }

  /**
   * Lines, the latest first.
   *
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<AuditEntry>> list(Filter filter, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    return read(filter, from, size + 1)
        .thenApply(
            rows ->
                Cursor.page(
                    rows, size, entry -> entry, entry -> Cursor.of(entry.at(), entry.id())));
  }

  /** Every line, the latest first; at most {@value #MAX_EXPORT}. */
  public CompletionStage<List<AuditEntry>> export(Filter filter) {
    return read(filter, Cursor.FIRST, MAX_EXPORT);
  }

  private CompletionStage<List<AuditEntry>> read(Filter filter, Cursor before, int limit) {
    var wanted = wanted(filter);
    var sql =
        "select * from core.audit a where (a.at, a.id) < (:at, :id)"
            + String.join("", wanted.keySet().stream().map(CLAUSES::get).toList())
            + " order by a.at desc, a.id desc limit :limit";
    return database.read(
        handle ->
            handle
                .createQuery(sql)
                .bind("at", before.at())
                .bind("id", before.id())
                .bind("limit", limit)
                .bindMap(wanted)
                .map((row, _) -> entry(row))
                .list());
  }

  private static final Map<String, String> CLAUSES =
      Map.of(
          "tenant", " and a.tenant = :tenant",
          "actor", " and (a.actor = :actor or lower(a.actor_name) like :named)",
          "named", "",
          "action", " and a.action = :action",
          "target", " and a.target = :target",
          "from", " and a.at >= :from",
          "to", " and a.at < :to");

  private static Map<String, Object> wanted(Filter filter) {
    var wanted = new LinkedHashMap<String, Object>();
    if (filter.tenant() != null) {
      wanted.put("tenant", filter.tenant().value());
    }
    if (filter.actor() != null && !filter.actor().isBlank()) {
      wanted.put("actor", Texts.clean(filter.actor()).strip());
      wanted.put("named", Search.text(filter.actor()));
    }
    if (filter.action() != null && !filter.action().isBlank()) {
      wanted.put("action", Texts.clean(filter.action()));
    }
    if (filter.target() != null && !filter.target().isBlank()) {
      wanted.put("target", Texts.clean(filter.target()).strip());
    }
    if (filter.from() != null) {
      wanted.put("from", filter.from().atOffset(ZoneOffset.UTC));
    }
    if (filter.to() != null) {
      wanted.put("to", filter.to().atOffset(ZoneOffset.UTC));
    }
    return wanted;
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    var tenant = row.getString("tenant");
    return new AuditEntry(
        row.getString("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        tenant == null ? null : new TenantId(tenant),
        row.getString("actor"),
        row.getString("actor_name"),
        row.getString("impersonator"),
        row.getString("action"),
        row.getString("target"),
        AuditEntry.Outcome.valueOf(row.getString("outcome")),
        row.getString("address"),
        row.getString("request"),
        List.of(Json.read(row.getString("changes"), AuditEntry.AuditChange[].class)));
  }
}
