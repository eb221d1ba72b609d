package ai.leadmetrics.cluster;

import ai.leadmetrics.cluster.demo.DemoAccess;
import ai.leadmetrics.cluster.embedded.OrphanedPostgres;
import ai.leadmetrics.cluster.embedded.Ports;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.sandbox.BusinessNumber;
import ai.leadmetrics.sandbox.Sandbox;
import ai.leadmetrics.sandbox.SandboxConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The product as a process of its own, as {@code ./leadmetrics up} starts it, with the demo tenant:
 * for tests that kill it. The provider's sandbox lives in the test, so it remembers what was sent.
 */
public final class NodeProcess implements AutoCloseable {
  /** The machine has room for one such process at a time, beside other tests. */
  static final String LOCK = "node process";

  private final Path folder;
  private final Map<String, String> environment;
  private final Sandbox sandbox;
  private final int port = Ports.free();
  private @Nullable Process process;

  private NodeProcess(Map<String, String> settings) throws IOException {
    folder = Files.createTempDirectory("leadmetrics-process");
    sandbox = Sandbox.start(new SandboxConfig("127.0.0.1", 0));
    environment = new HashMap<>();
    environment.put("LEADMETRICS_DATA_DIRECTORY", folder.toString());
    environment.put("LEADMETRICS_HTTP_PORT", Integer.toString(port));
    environment.put("LEADMETRICS_HTTP_WARM_UP", "0");
    environment.put("LEADMETRICS_SANDBOX", "false");
    environment.put("LEADMETRICS_WHATSAPP_GRAPH_URL", sandbox.url());
    environment.put(
        "LEADMETRICS_EMBEDDED_POSTGRES_BINARIES", TestPlatform.postgresBinaries().toString());
    for (String setting :
        List.of(
            "LEADMETRICS_CLUSTER_PORT",
            "LEADMETRICS_EMBEDDED_POSTGRES_PORT",
            "LEADMETRICS_EMBEDDED_KAFKA_PORT",
            "LEADMETRICS_EMBEDDED_KAFKA_CONTROLLER_PORT")) {
      environment.put(setting, Integer.toString(Ports.free()));
    }
    environment.putAll(settings);
  }

  /** Starts one and waits until it is ready. */
  public static NodeProcess start() {
    return start(Map.of());
  }

  /** With more environment variables. */
  public static NodeProcess start(Map<String, String> settings) {
    try {
      var node = new NodeProcess(settings);
      try {
        node.up();
        return node;
      } catch (RuntimeException | AssertionError e) {
        node.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again, with the ports and the data it had, and waits until it is ready. */
  public void up() {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Xmx1g");
    command.add("-cp");
    command.add(withoutTests(System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.add("up");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    try {
      var started = builder.start();
      process = started;
      Awaitility.await("a ready node, see " + log())
          .atMost(Duration.ofMinutes(3))
          .failFast("the node ended", () -> !started.isAlive())
          .ignoreExceptions()
          .until(() -> says("Leadmetrics is up") && client().get("/health/ready").status() == 200);
      sandbox.register(number());
    } catch (TerminalFailureException | ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "; it said last:\n" + lastWords(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The log is gone with the node. */
  private String lastWords() {
    try {
      var lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Test classes bring settings for tests, of logging for example. */
  static String withoutTests(String path) {
    return String.join(
        File.pathSeparator,
        List.of(path.split(File.pathSeparator)).stream()
            .filter(entry -> !entry.endsWith("test-classes"))
            .toList());
  }

  private boolean says(String text) throws IOException {
    return Files.exists(log()) && Files.readString(log()).contains(text);
  }

  private BusinessNumber number() {
    var whatsapp = access().webhooks().whatsapp();
    return new BusinessNumber(
        whatsapp.phoneNumberId(),
        "+91 484 555 0100",
        url() + whatsapp.path(),
        whatsapp.appSecret());
  }

  /** How to get into its demo tenant. */
  public DemoAccess access() {
    try {
      return Json.read(Files.readString(folder.resolve("demo.json")), DemoAccess.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as {@code kill -9} does; its PostgreSQL stays behind. */
  public void kill() {
    var running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  /** Ends it as Ctrl-C does and gives its exit code. */
  public int stop() {
    var running = process;
    if (running == null) {
      return 0;
    }
    running.destroy();
    return running.onExit().join().exitValue();
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public TestClient client() {
    return new TestClient(url());
  }

  /** The provider as it was through all restarts. */
  public Sandbox sandbox() {
    return sandbox;
  }

  /** What it printed, of all starts. */
  public Path log() {
    return folder.resolve("node.log");
  }

  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  @Override
  public void close() {
    kill();
    sandbox.close();
    OrphanedPostgres.clear(folder.resolve("postgres"));
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
