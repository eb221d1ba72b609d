package ai.leadmetrics.cluster.embedded;

import com.typesafe.config.Config;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

  /** Nobody gets in without a password, not from this machine either. */
  private static final String HBA = "host all all 127.0.0.1/32 scram-sha-256\n";

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
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""));

  private final Path folder;
  private final DatabaseAccess access;
  private final Path data;
  private final File log;
  private final File binaries;
  private final int port;
  private final String database;
  private final Duration startTimeout;
  private io.zonky.test.db.postgres.embedded.@Nullable EmbeddedPostgres server;

  private EmbeddedPostgres(DataDirectory directory, Config config) {
    this.folder = directory.path();
    this.access = DatabaseAccess.readOrCreate(folder);
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
    var password = folder.resolve("secrets").resolve("initdb.tmp");
    try {
      closeBinaries();
      // initdb sets the password before the server runs for the first time.
      OwnerOnly.write(password, access.superuser());
      server = builder(password).start();
      // The library opens the folder to everybody while it unpacks.
      closeBinaries();
      createRoles(server);
      LOG.info("PostgreSQL listens on {}", port);
    } catch (IOException | SQLException | IllegalStateException e) {
      stop();
      throw new StartupException(
          "PostgreSQL did not start: " + e.getMessage(), "Its own words are in " + log + ".");
    } finally {
      deleteQuietly(password);
    }
  }

  private io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder(Path password) {
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
            .setLocaleConfig("pwfile", password.toString())
            .setConnectConfig("password", access.superuser())
            .setDataDirectoryCustomizer(EmbeddedPostgres::demandPasswords)
            .setPort(port);
    SETTINGS.forEach((key, value) -> builder.setServerConfig(key, value.isEmpty() ? "''" : value));
    return builder;
  }

  /** The server's programs: write access to them would allow running code as the node. */
  private void closeBinaries() throws IOException {
    Files.createDirectories(binaries.toPath());
    OwnerOnly.require(binaries.toPath());
  }

  /** Before each start: initdb has written a file that trusts everybody. */
  private static void demandPasswords(File data) {
    try {
      OwnerOnly.write(data.toPath().resolve("pg_hba.conf"), HBA);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("could not delete {}", file, e);
    }
  }

  /**
   * The node's role owns nothing but the read models that it builds: it can neither run programs
   * nor read files through the server, and not lift the protection of the audit log.
   */
  private void createRoles(io.zonky.test.db.postgres.embedded.EmbeddedPostgres running)
      throws SQLException {
    try (var connection = running.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      createRole(statement, DatabaseAccess.OWNER, access.owner());
      createRole(statement, DatabaseAccess.NODE, access.node());
      var quoted = statement.enquoteIdentifier(database, true);
      if (!exists(connection, "select 1 from pg_database where datname = ?", database)) {
        statement.execute("create database " + quoted + " owner " + DatabaseAccess.OWNER);
      }
      statement.execute("revoke all on database " + quoted + " from public");
      statement.execute(
          "grant connect, create, temporary on database " + quoted + " to " + DatabaseAccess.NODE);
    }
  }

  private static void createRole(Statement statement, String role, String password)
      throws SQLException {
    var connection = statement.getConnection();
    var verb =
        exists(connection, "select 1 from pg_roles where rolname = ?", role) ? "alter" : "create";
    statement.execute(
        verb
            + " role "
            + role
            + " with login nosuperuser nocreatedb nocreaterole noreplication password "
            + statement.enquoteLiteral(password));
  }

  private static boolean exists(Connection connection, String sql, String value)
      throws SQLException {
    try (var find = connection.prepareStatement(sql)) {
      find.setString(1, value);
      try (var found = find.executeQuery()) {
        return found.next();
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

  /** Who connects to it and how: what {@code leadmetrics.database} takes. */
  public Config settings() {
    return settings(folder);
  }

  /** As {@link #settings()}, of the data folder; empty before the first start. */
  public static Config settings(Path folder) {
    return DatabaseAccess.settings(folder.toAbsolutePath().normalize());
  }

  @Override
  public void close() {
    stop();
  }
}
