package ai.leadmetrics.cluster.embedded;

import ai.leadmetrics.protocol.kit.Json;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * The generated passwords of the embedded PostgreSQL's roles, kept in the data folder for the
 * node's own account alone.
 *
 * @param superuser of {@value #SUPERUSER}, which makes the other two and is used for nothing else
 * @param owner of {@value #OWNER}, which the tables belong to: migrations run as it
 * @param node of {@value #NODE}, as which the node connects
 */
record DatabaseAccess(String superuser, String owner, String node) {
  static final String SUPERUSER = "postgres";
  static final String OWNER = "leadmetrics_owner";
  static final String NODE = "leadmetrics";

  private static final String FILE = "secrets/postgres.json";
  private static final int BYTES = 24;

  /** What the first start has generated; made by it. */
  static DatabaseAccess readOrCreate(Path data) {
    try {
      var random = new SecureRandom();
      var fresh = new DatabaseAccess(password(random), password(random), password(random));
      return Json.read(
          OwnerOnly.textOr(data.resolve(FILE), Json.text(fresh)), DatabaseAccess.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String password(SecureRandom random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The settings that follow; none before the first start. */
  static Config settings(Path data) {
    try {
      return Files.exists(data.resolve(FILE))
          ? Json.read(Files.readString(data.resolve(FILE)), DatabaseAccess.class).settings()
          : ConfigFactory.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The journal's pool was given what stood in the settings before. */
  private Config settings() {
    var journal = "pekko-persistence-jdbc.shared-databases.slick.db.";
    return ConfigFactory.parseMap(
        Map.of(
            journal + "user",
            NODE,
            journal + "password",
            node,
            "leadmetrics.database.user",
            NODE,
            "leadmetrics.database.password",
            node,
            "leadmetrics.database.owner.user",
            OWNER,
            "leadmetrics.database.owner.password",
            owner));
  }

  @Override
  public String toString() {
    return "passwords of the embedded PostgreSQL";
  }
}
