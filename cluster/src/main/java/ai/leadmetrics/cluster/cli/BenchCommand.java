package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.NodeConfig;
import ai.leadmetrics.cluster.bench.IngestBenchmark;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Secrets;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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
    subcommands = BenchCommand.Ingest.class,
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
        print(figures);
        return isWhole(figures) ? 0 : 1;
      }
    }

    private void print(Map<String, Object> figures) {
      if (json) {
        System.out.println(Json.text(figures));
      } else {
        figures.forEach((name, value) -> System.out.printf("%-18s %s%n", name, value));
      }
    }

    private static boolean isWhole(Map<String, Object> figures) {
      return Objects.equals(figures.get("lost"), 0L) && Objects.equals(figures.get("doubled"), 0L);
    }
  }
}
