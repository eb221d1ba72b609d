package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.Node;
import ai.leadmetrics.cluster.NodeConfig;
import ai.leadmetrics.cluster.bench.CreditsBenchmark;
import ai.leadmetrics.cluster.bench.IngestBenchmark;
import ai.leadmetrics.cluster.embedded.Ports;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Secrets;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a running node. */
@Command(
    name = "bench",
    description = "Measure a running node.",
    subcommands = {BenchCommand.Ingest.class, BenchCommand.Credits.class},
    synopsisSubcommandLabel = "COMMAND")
final class BenchCommand {
  private BenchCommand() {}

  /** Signed WhatsApp messages in, until they are in their conversations and in the read model. */
  @Command(
      name = "ingest",
      description = {
        "Send fresh signed messages from many people and follow each to its conversation.",
        "Runs beside the node: it reads the node's database to count what arrived. The messages",
        "go to a channel of the tenant 'bench' whose conversations the AI leaves to people."
      })
  static final class Ingest implements Callable<Integer> {
    @Option(names = "--seconds", defaultValue = "10", description = "How long to send (10).")
    private int seconds;

    // A fresh JVM still compiles for about this long, on the cores that are measured.
    @Option(names = "--warm-up", defaultValue = "45", description = "Seconds before that (45).")
    private int warmUp;

    @Option(names = "--connections", defaultValue = "64", description = "Kept open (64).")
    private int connections;

    @Option(names = "--people", defaultValue = "5000", description = "Different senders (5000).")
    private int people;

    @Option(names = "--url", description = "The node; by default the one on this machine.")
    private @Nullable String url;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      var config = NodeConfig.load();
      var node = url == null ? "http://127.0.0.1:" + config.getInt("leadmetrics.http.port") : url;
      try (var database = Database.open(config)) {
        var channels = new ChannelStore(database, Secrets.open(config), config);
        var benchmark =
            new IngestBenchmark(URI.create(node), database.jdbi(), channels, System.err::println);
        var figures =
            benchmark.run(
                Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), connections, people);
        print(figures, json);
        return isWhole(figures) ? 0 : 1;
      }
    }

    private static boolean isWhole(Map<String, Object> figures) {
      return Objects.equals(figures.get("lost"), 0L) && Objects.equals(figures.get("doubled"), 0L);
    }
  }

  /** More reservations than there are credits, all at once. */
  @Command(
      name = "credits",
      description = {
        "Reserve more credits at once than a tenant has, and compare statement and balance.",
        "Starts a node of its own in a temporary folder, with its own database and broker, and",
        "asks its entities; no other node is touched."
      })
  static final class Credits implements Callable<Integer> {
    @Option(names = "--callers", defaultValue = "500", description = "Reservations (500).")
    private int callers;

    @Option(names = "--credits", defaultValue = "100", description = "What there is (100).")
    private int credits;

    @Option(names = "--rounds", defaultValue = "3", description = "The last one counts (3).")
    private int rounds;

    @Option(names = "--json", description = "One line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      var folder = Files.createTempDirectory("leadmetrics-bench");
      System.err.println("starting a node in " + folder);
      var figures = measure(folder);
      print(figures, json);
      return CreditsBenchmark.holds(figures) ? 0 : 1;
    }

    private Map<String, Object> measure(Path folder) throws IOException, InterruptedException {
      try (var node = Node.start(NodeConfig.load(settings(folder)))) {
        var benchmark = new CreditsBenchmark(node.platform());
        for (int i = 1; i < rounds; i++) {
          benchmark.run(callers, credits);
        }
        return benchmark.run(callers, credits);
      } finally {
        delete(folder);
      }
    }

    private static Map<String, Object> settings(Path folder) {
      return Map.ofEntries(
          Map.entry("leadmetrics.data-directory", folder.toString()),
          Map.entry("leadmetrics.roles", List.of("entities", "relay", "views")),
          Map.entry("leadmetrics.embedded.postgres.port", Ports.free()),
          Map.entry("leadmetrics.embedded.kafka.port", Ports.free()),
          Map.entry("leadmetrics.embedded.kafka.controller-port", Ports.free()),
          Map.entry("leadmetrics.cluster.port", Ports.free()),
          Map.entry("leadmetrics.sandbox.enabled", false),
          Map.entry("leadmetrics.demo.enabled", false));
    }

    private static void delete(Path folder) throws IOException {
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private static void print(Map<String, Object> figures, boolean json) {
    if (json) {
      System.out.println(Json.text(figures));
    } else {
      figures.forEach((name, value) -> System.out.printf("%-18s %s%n", name, value));
    }
  }
}
