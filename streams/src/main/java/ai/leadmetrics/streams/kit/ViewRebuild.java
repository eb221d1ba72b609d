package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Position;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a view anew from the journal beside the one in use, then switches. One rebuild runs at a
 * time in the whole cluster; its transactions are short, because a long one would hold back the
 * relay.
 */
final class ViewRebuild {
  private static final Logger LOG = LoggerFactory.getLogger(ViewRebuild.class);
  private static final int BATCH = 2_000;
  private static final long LOCK = 26_101;
  private static final Duration LOG_EVERY = Duration.ofSeconds(5);

  private final Jdbi jdbi;
  private final View view;
  private final ViewSchema schema;
  private final List<String> kinds;
  private Position position = Position.START;
  private long events;

  ViewRebuild(Jdbi jdbi, View view) {
    this.jdbi = jdbi;
    this.view = view;
    this.schema = new ViewSchema(view);
    this.kinds = schema.kinds();
  }

  /** Builds the view if it does not exist yet or its tables were defined otherwise. */
  void ifOutdated() {
    if (!jdbi.withHandle(schema::isCurrent)) {
      locked(
          () -> {
            // Another node may have done it while this one waited.
            if (!jdbi.withHandle(schema::isCurrent)) {
              rebuild();
            }
          });
    }
  }

  /** Builds the view anew; waits while another rebuild runs. */
  void run() {
    locked(this::rebuild);
  }

  private void locked(Runnable work) {
    try (var lock = jdbi.open()) {
      while (!tryLock(lock)) {
        pause();
      }
      try {
        work.run();
      } finally {
        unlock(lock);
      }
    }
  }

  private static void unlock(Handle lock) {
    try {
      lock.execute("select pg_advisory_unlock(?)", LOCK);
    } catch (JdbiException e) {
      LOG.debug("the connection is gone, and the lock with it", e);
    }
  }

  private static boolean tryLock(Handle handle) {
    return handle
        .createQuery("select pg_try_advisory_lock(?)")
        .bind(0, LOCK)
        .mapTo(Boolean.class)
        .one();
  }

  private void rebuild() {
    LOG.info("view {}: rebuilding from the journal", view.name());
    position = Position.START;
    events = 0;
    report("running", null);
    try {
      jdbi.useTransaction(handle -> schema.create(handle, schema.next()));
      fill();
      jdbi.useTransaction(this::switchOver);
      dropFormer();
      report("done", null);
      LOG.info("view {}: rebuilt from {} events", view.name(), events);
    } catch (RuntimeException e) {
      report("failed", e.toString());
      throw e;
    }
  }

  private void fill() {
    long logged = System.nanoTime();
    int applied;
    do {
      applied =
          jdbi.inTransaction(
              handle -> {
                ViewSchema.use(handle, schema.next());
                // A read holds nobody back, and it is long where few events are the view's.
                handle.execute("set local statement_timeout to '15min'");
                return applyNext(handle);
              });
      if (System.nanoTime() - logged > LOG_EVERY.toNanos()) {
        logged = System.nanoTime();
        report("running", null);
        LOG.info("view {}: {} events applied, at {}", view.name(), events, position);
      }
    } while (applied == BATCH);
  }

  private void switchOver(Handle handle) {
    handle
        .createUpdate(
            """
            insert into core.view as v (name, fingerprint, tx, ordering) values (?, '', 0, 0)
            on conflict (name) do update set tx = v.tx
            """)
        .bind(0, view.name())
        .execute();
    // From here on no writer of the view is under way. This transaction has an id, so what it can
    // read ends before it, and the loop with it.
    ViewSchema.use(handle, schema.next());
    int applied;
    do {
      applied = applyNext(handle);
    } while (applied > 0);
    handle.execute("drop schema if exists " + schema.former() + " cascade");
    if (exists(handle, schema.live())) {
      rename(handle, schema.live(), schema.former());
    }
    rename(handle, schema.next(), schema.live());
    handle
        .createUpdate("update core.view set fingerprint = ?, tx = ?, ordering = ? where name = ?")
        .bind(0, schema.fingerprint())
        .bind(1, position.tx())
        .bind(2, position.ordering())
        .bind(3, view.name())
        .execute();
  }

  /** Not in the switch: queries that still read the former tables would hold it up. */
  private void dropFormer() {
    jdbi.useHandle(
        handle -> handle.execute("drop schema if exists " + schema.former() + " cascade"));
  }

  private int applyNext(Handle handle) {
    try {
      // Before the rows: where there are fewer than a batch, they are all there is up to here, and
      // the next read need not scan again what belongs to other views.
      var head = Journal.head(handle.getConnection(), 0);
      var rows = Journal.after(handle.getConnection(), position, BATCH, kinds);
      if (!rows.isEmpty()) {
        view.apply(handle, rows.stream().map(JournalRow::decode).toList());
        position = rows.getLast().position();
        events += rows.size();
      }
      if (rows.size() < BATCH && head.isAfter(position)) {
        position = head;
      }
      return rows.size();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean exists(Handle handle, String name) {
    return handle
        .createQuery("select exists (select 1 from pg_namespace where nspname = ?)")
        .bind(0, name)
        .mapTo(Boolean.class)
        .one();
  }

  private static void rename(Handle handle, String from, String to) {
    handle.execute("alter schema " + from + " rename to " + to);
  }

  private void report(String state, @Nullable String error) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into core.view_rebuild as r
                      (view, state, events, tx, ordering, started_at, finished_at, error)
                    values (:view, :state, :events, :tx, :ordering, now(),
                            case when :state = 'running' then null else now() end, :error)
                    on conflict (view) do update set
                      state = excluded.state, events = excluded.events, tx = excluded.tx,
                      ordering = excluded.ordering, finished_at = excluded.finished_at,
                      error = excluded.error,
                      started_at = case when excluded.events = 0 and excluded.state = 'running'
                                   then excluded.started_at else r.started_at end
                    """)
                .bind("view", view.name())
                .bind("state", state)
                .bind("events", events)
                .bind("tx", position.tx())
                .bind("ordering", position.ordering())
                .bind("error", error)
                .execute());
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(300));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
