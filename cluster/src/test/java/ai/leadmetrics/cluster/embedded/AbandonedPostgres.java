package ai.leadmetrics.cluster.embedded;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;

/** A process that starts PostgreSQL and dies at once, as by kill -9. */
final class AbandonedPostgres {
  static final int KILLED = 137;

  private AbandonedPostgres() {}

  /** Takes the data folder and the service's settings as JSON. */
  public static void main(String[] args) {
    EmbeddedPostgres.start(
        DataDirectory.open(Path.of(args[0])), ConfigFactory.parseString(args[1]));
    Runtime.getRuntime().halt(KILLED);
  }
}
