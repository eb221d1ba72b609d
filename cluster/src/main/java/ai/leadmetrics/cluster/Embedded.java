package ai.leadmetrics.cluster;

import ai.leadmetrics.cluster.embedded.DataDirectory;
import ai.leadmetrics.cluster.embedded.EmbeddedKafka;
import ai.leadmetrics.cluster.embedded.EmbeddedPostgres;
import com.typesafe.config.Config;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The embedded services that the settings ask for.
 *
 * @param postgres null when the settings name a database of their own
 * @param kafka null when the settings name a broker of their own
 */
public record Embedded(
    DataDirectory directory, @Nullable EmbeddedPostgres postgres, @Nullable EmbeddedKafka kafka)
    implements AutoCloseable {

  /** Takes the data folder and starts what is enabled; leaves nothing running when it fails. */
  public static Embedded start(Config root) {
    Config config = root.getConfig("leadmetrics.embedded");
    var directory = DataDirectory.open(Path.of(root.getString("leadmetrics.data-directory")));
    EmbeddedPostgres postgres = null;
    try {
      if (config.getBoolean("postgres.enabled")) {
        postgres = EmbeddedPostgres.start(directory, config.getConfig("postgres"));
      }
      EmbeddedKafka kafka = null;
      if (config.getBoolean("kafka.enabled")) {
        kafka = EmbeddedKafka.start(directory, config.getConfig("kafka"));
      }
      return new Embedded(directory, postgres, kafka);
    } catch (RuntimeException e) {
      if (postgres != null) {
        postgres.close();
      }
      directory.close();
      throw e;
    }
  }

  /** The settings of a node with what the services have generated: who connects to them and how. */
  Config completing(Config root) {
    return postgres == null ? root : postgres.settings().withFallback(root);
  }

  @Override
  public void close() {
    if (kafka != null) {
      kafka.close();
    }
    if (postgres != null) {
      postgres.close();
    }
    directory.close();
  }
}
