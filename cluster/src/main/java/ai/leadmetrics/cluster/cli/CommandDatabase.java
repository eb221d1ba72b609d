package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.NodeConfig;
import ai.leadmetrics.cluster.embedded.DataDirectory;
import ai.leadmetrics.cluster.embedded.EmbeddedPostgres;
import ai.leadmetrics.streams.kit.Database;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configured database for commands that work on it themselves, with its schema up to date. An
 * embedded one that no node runs is started for the command.
 */
record CommandDatabase(
    Database database,
    Config config,
    @Nullable DataDirectory directory,
    @Nullable EmbeddedPostgres postgres)
    implements AutoCloseable {

  static CommandDatabase open() {
    var found = NodeConfig.load();
    Optional<DataDirectory> directory =
        found.getBoolean("leadmetrics.embedded.postgres.enabled")
            ? DataDirectory.tryOpen(Path.of(found.getString("leadmetrics.data-directory")))
            : Optional.empty();
    var postgres =
        directory
            .map(free -> start(free, found.getConfig("leadmetrics.embedded.postgres")))
            .orElse(null);
    // Again: what the database's start has generated is among the settings.
    var config = NodeConfig.load();
    var database = Database.open(config);
    var opened = new CommandDatabase(database, config, directory.orElse(null), postgres);
    try {
      database.migrate();
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static EmbeddedPostgres start(DataDirectory directory, Config config) {
    try {
      return EmbeddedPostgres.start(directory, config);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  @Override
  public void close() {
    database.close();
    if (postgres != null) {
      postgres.close();
    }
    if (directory != null) {
      directory.close();
    }
  }
}
