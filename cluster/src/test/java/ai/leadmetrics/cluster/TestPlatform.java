package ai.leadmetrics.cluster;

import ai.leadmetrics.cluster.embedded.Ports;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole product in the test's own process: embedded services, all streams, HTTP and the
 * sandbox, on free ports and in a temporary folder, with the offline model. Starting it takes
 * seconds, so tests share one and keep apart by tenants of their own.
 */
public final class TestPlatform implements AutoCloseable {
  private static final class Shared {
    private static final TestPlatform INSTANCE = startShared();

    private static TestPlatform startShared() {
      var platform = start();
      Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "test-platform-close"));
      return platform;
    }
  }

  private final Path folder;
  private final Config config;
  private final Node node;
  private final @Nullable Sandboxed sandbox;

  private TestPlatform(Path folder, Config config, Clock clock) {
    this.folder = folder;
    this.config = config;
    this.sandbox = Sandboxed.start(config);
    this.node = Node.start(config, clock);
  }

  /** The one that all tests share; never stop its services. */
  public static TestPlatform shared() {
    return Shared.INSTANCE;
  }

  /** One for a test that breaks things. */
  public static TestPlatform start() {
    return start(Map.of());
  }

  /** One of its own with some settings replaced. */
  public static TestPlatform start(Map<String, ?> replaced) {
    return start(replaced, Clock.systemUTC());
  }

  /** As {@link #start(Map)}, going by a clock that the test moves. */
  public static TestPlatform start(Map<String, ?> replaced, Clock clock) {
    try {
      var folder = Files.createTempDirectory("leadmetrics-test");
      var settings = new HashMap<String, Object>(settings(folder));
      settings.putAll(replaced);
      return new TestPlatform(folder, NodeConfig.load(settings), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What differs from a node that somebody starts: ports, folders, and no demo. */
  static Map<String, Object> settings(Path folder) {
    return Map.ofEntries(
        Map.entry("leadmetrics.data-directory", folder.toString()),
        Map.entry("leadmetrics.embedded.postgres.port", Ports.free()),
        Map.entry("leadmetrics.embedded.postgres.binaries", postgresBinaries().toString()),
        Map.entry("leadmetrics.embedded.kafka.port", Ports.free()),
        Map.entry("leadmetrics.embedded.kafka.controller-port", Ports.free()),
        Map.entry("leadmetrics.cluster.port", Ports.free()),
        Map.entry("leadmetrics.http.port", Ports.free()),
        Map.entry("leadmetrics.http.warm-up", 0),
        Map.entry("leadmetrics.sandbox.port", Ports.free()),
        Map.entry("leadmetrics.sandbox.smtp-port", Ports.free()),
        // Several platforms start at once on a small machine: a slow answer is no failure there.
        Map.entry("leadmetrics.entities.ask-timeout", "20s"),
        // All tests come from one address.
        Map.entry("leadmetrics.http.rates.mail.burst", 100_000),
        Map.entry("leadmetrics.http.rates.guess.burst", 100_000),
        // OperatorsIT is about it; elsewhere operators are but a role.
        Map.entry("leadmetrics.auth.operators.require-second-step", false),
        Map.entry("leadmetrics.demo.enabled", false));
  }

  /** Unpacked once for all tests of this machine. */
  static Path postgresBinaries() {
    return Path.of(System.getProperty("java.io.tmpdir"), "leadmetrics-postgres");
  }

  /** A business of its own: an owner who can sign in, a WhatsApp number, a web form. */
  public TestTenant newTenant() {
    return TestTenant.create(this);
  }

  /** A client of the API, not signed in. */
  public TestClient client() {
    return new TestClient(url());
  }

  /** Where the node's port is, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + config.getInt("leadmetrics.http.port");
  }

  /** The WhatsApp Cloud API that messages are sent to. */
  public Sandboxed sandbox() {
    return Objects.requireNonNull(sandbox, "this platform has no sandbox of its own");
  }

  public Node node() {
    return node;
  }

  public Config config() {
    return node.platform().config();
  }

  @Override
  public void close() {
    node.close();
    if (sandbox != null) {
      sandbox.close();
    }
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
