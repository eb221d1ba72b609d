package ai.leadmetrics.cluster.demo;

import ai.leadmetrics.protocol.kit.Json;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * How to get into the demo: kept in the data folder for {@code ./leadmetrics demo} and for scripts,
 * readable by its owner alone. None of it opens anything but the demo.
 */
public record DemoAccess(String url, List<User> users, Webhooks webhooks) {

  /**
   * Somebody who can sign in.
   *
   * @param password empty once its owner has chosen another
   */
  public record User(String email, String password, String role) {}

  /** Where providers deliver to. */
  public record Webhooks(WhatsApp whatsapp, WebForm webForm, Razorpay razorpay) {}

  /** What Meta would be configured with. */
  public record WhatsApp(String path, String appSecret, String phoneNumberId, String verifyToken) {}

  /** What a site's form handler would be configured with. */
  public record WebForm(String path, String secret) {}

  /** What Razorpay would be configured with. */
  public record Razorpay(String path, String secret) {}

  public DemoAccess {
    users = List.copyOf(users);
  }

  /** The user of a role. */
  public Optional<User> user(String role) {
    return users.stream().filter(user -> user.role().equals(role)).findFirst();
  }

  /** What the last start left behind. */
  public static Optional<DemoAccess> read(Config root) {
    var file = file(root);
    try {
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readString(file), DemoAccess.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Config root) {
    var file = file(root);
    try {
      Files.createDirectories(file.getParent());
      var owner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var whole = Files.createTempFile(file.getParent(), "demo", ".tmp", owner);
      Files.writeString(whole, Json.text(this));
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Config root) {
    return Path.of(root.getString("leadmetrics.data-directory"))
        .toAbsolutePath()
        .resolve("demo.json");
  }
}
