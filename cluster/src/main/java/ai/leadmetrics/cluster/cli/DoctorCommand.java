package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.NodeConfig;
import ai.leadmetrics.cluster.embedded.Ports;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** Looks at the machine: what is there, what is missing and how to get it. */
@Command(
    name = "doctor",
    description = "Say what this machine lacks to build, run and test the product.")
final class DoctorCommand implements Callable<Integer> {
  private static final long GIB = 1L << 30;

  private final List<String> lines = new ArrayList<>();
  private boolean healthy = true;

  @Override
  public Integer call() {
    Config config = NodeConfig.load();
    java();
    tool("Maven", List.of("mvn", "-v"), "apt-get install maven, or brew install maven");
    tool("Node.js", List.of("node", "-v"), "apt-get install nodejs npm, or https://nodejs.org");
    tool("npm", List.of("npm", "-v"), "apt-get install npm; it comes with Node.js elsewhere");
    disk(Path.of(config.getString("leadmetrics.data-directory")).toAbsolutePath());
    memory();
    ports(config);
    browser();
    lines.forEach(System.out::println);
    System.out.println(
        healthy ? "\nReady: ./leadmetrics up" : "\nSomething is missing, see above.");
    return healthy ? 0 : 1;
  }

  private void java() {
    int version = Runtime.version().feature();
    check(version >= 25, "JDK " + version, "install JDK 25: https://adoptium.net");
  }

  private void tool(String name, List<String> command, String advice) {
    var answer = firstLine(command);
    check(answer.isPresent(), name + answer.map(text -> "  " + text).orElse(""), advice);
  }

  private void disk(Path folder) {
    try {
      Path existing = folder;
      while (!Files.exists(existing)) {
        existing = java.util.Objects.requireNonNull(existing.getParent());
      }
      long free = Files.getFileStore(existing).getUsableSpace() / GIB;
      check(free >= 5, "disk: " + free + " GiB free for " + folder, "5 GiB are the least");
    } catch (IOException e) {
      check(false, "disk: " + folder + " cannot be read", "choose LEADMETRICS_DATA_DIRECTORY");
    }
  }

  private void memory() {
    long heap = Runtime.getRuntime().maxMemory();
    lines.add("  ok       memory: this process may use " + heap / (1 << 20) + " MiB");
  }

  private void ports(Config config) {
    port(config, "http.port", "LEADMETRICS_HTTP_PORT");
    port(config, "cluster.port", "LEADMETRICS_CLUSTER_PORT");
    if (config.getBoolean("leadmetrics.embedded.postgres.enabled")) {
      port(config, "embedded.postgres.port", "LEADMETRICS_EMBEDDED_POSTGRES_PORT");
    }
    if (config.getBoolean("leadmetrics.embedded.kafka.enabled")) {
      port(config, "embedded.kafka.port", "LEADMETRICS_EMBEDDED_KAFKA_PORT");
      port(config, "embedded.kafka.controller-port", "LEADMETRICS_EMBEDDED_KAFKA_CONTROLLER_PORT");
    }
    if (config.getBoolean("leadmetrics.sandbox.enabled")) {
      port(config, "sandbox.port", "LEADMETRICS_SANDBOX_PORT");
      port(config, "sandbox.smtp-port", "LEADMETRICS_SANDBOX_SMTP_PORT");
    }
  }

  /** A port in use is no fault: the product itself may be running. */
  private void port(Config config, String setting, String variable) {
    int port = config.getInt("leadmetrics." + setting);
    lines.add(
        Ports.isFree(port)
            ? "  ok       port " + port + " is free"
            : "  in use   port " + port + ": by a running node, or choose another by " + variable);
  }

  private void browser() {
    boolean there = Files.isExecutable(Path.of("/usr/bin/chromium"));
    lines.add(
        there
            ? "  ok       Chromium"
            : "  optional Chromium, for the tests of the portal: apt-get install chromium");
  }

  private void check(boolean ok, String what, String advice) {
    lines.add(ok ? "  ok       " + what : "  missing  " + what + ": " + advice);
    healthy &= ok;
  }

  private static Optional<String> firstLine(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0
          ? said.lines().findFirst()
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
