package ai.leadmetrics.streams.kit;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * PostgreSQL through a bounded pool. Work runs on virtual threads, so callers never block; a caller
 * that finds no free connection within the pool's time-out gets a failed stage.
 */
@Port
public final class Database implements AutoCloseable {
  private static final Callback[] NONE = {};

  private final Config config;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sql-", 0).factory());

  private Database(Config config) {
    this.config = config;
    var settings = new HikariConfig();
    settings.setPoolName("leadmetrics");
    settings.setJdbcUrl(config.getString("url"));
    settings.setUsername(config.getString("user"));
    settings.setPassword(config.getString("password"));
    settings.setMaximumPoolSize(config.getInt("pool"));
    settings.setMinimumIdle(Math.min(2, config.getInt("pool")));
    settings.setConnectionTimeout(config.getDuration("connection-timeout").toMillis());
    // A node may start before its database does: it waits instead of dying.
    settings.setInitializationFailTimeout(-1);
    settings.addDataSourceProperty("reWriteBatchedInserts", "true");
    settings.addDataSourceProperty("tcpKeepAlive", "true");
    settings.addDataSourceProperty("ApplicationName", "leadmetrics");
    settings.addDataSourceProperty("options", sessionOptions(config));
    pool = new HikariDataSource(settings);
    jdbi = Jdbi.create(pool);
  }

  /** Opens the pool described by {@code leadmetrics.database}; connects lazily. */
  public static Database open(Config root) {
    return new Database(root.getConfig("leadmetrics.database"));
  }

  /** Runs one or more statements, each in its own transaction. */
  public <T> CompletionStage<T> read(HandleCallback<T, ?> work) {
    return CompletableFuture.supplyAsync(() -> unchecked(() -> jdbi.withHandle(work)), threads);
  }

  /** Runs the work in one transaction, committed when it returns. */
  public <T> CompletionStage<T> transact(HandleCallback<T, ?> work) {
    return CompletableFuture.supplyAsync(() -> unchecked(() -> jdbi.inTransaction(work)), threads);
  }

  /** For libraries that bring their own statements. */
  DataSource dataSource() {
    return pool;
  }

  /** For code that is on a thread of its own already. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** Where blocking work belongs: one virtual thread per task. */
  public ExecutorService threads() {
    return threads;
  }

  /**
   * Brings the schema up to date; safe to call from several nodes at once. Where the settings name
   * an owner, tables belong to it, and the nodes' user gets no more than it needs.
   */
  public void migrate() {
    var owner = config.getString("owner.user");
    boolean separate = !owner.isBlank() && !owner.equals(config.getString("user"));
    // Its own connections: a migration may take longer than the pool's statement time-out allows.
    // Out of order, because each context numbers its migrations in a range of its own.
    Flyway.configure()
        .dataSource(
            config.getString("url"),
            separate ? owner : config.getString("user"),
            config.getString(separate ? "owner.password" : "password"))
        .locations("classpath:db/migration")
        .schemas("core", "public")
        .outOfOrder(true)
        .connectRetries(config.getInt("migration-connect-retries"))
        .callbacks(separate ? new Callback[] {new Grants(config.getString("user"))} : NONE)
        .load()
        .migrate();
  }

  @Override
  public void close() {
    threads.shutdown();
    pool.close();
  }

  private static String sessionOptions(Config config) {
    return "-c idle_in_transaction_session_timeout="
        + config.getDuration("idle-in-transaction-timeout").toMillis()
        + " -c statement_timeout="
        + config.getDuration("statement-timeout").toMillis()
        + " -c lock_timeout="
        + config.getDuration("lock-timeout").toMillis();
  }

  private interface Work<T> {
    T run() throws Exception;
  }

  private static <T> T unchecked(Work<T> work) {
    try {
      return work.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
