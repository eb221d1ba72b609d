package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.NodeConfig;
import ai.leadmetrics.cluster.embedded.StartupException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Builds a read model anew from the journal, while the system runs. */
@Command(
    name = "rebuild",
    description = "Build a read model anew from the journal while the system runs.")
final class RebuildCommand implements Runnable {
  private static final Duration POLL = Duration.ofMillis(500);

  /** The node's clock and ours may differ by so much. */
  private static final Duration CLOCKS = Duration.ofSeconds(2);

  @Parameters(paramLabel = "VIEW", description = "Its name, as the operator's overview lists it.")
  private String view = "";

  @Mixin private final Operator operator = new Operator();

  @Override
  public void run() {
    var address = operator.url(NodeConfig.load());
    var node = operator.signedIn(new Remote("The node", address));
    var path = "/api/v1/ops/views/" + view + "/rebuild";
    var asked = Instant.now();
    node.post(path, Map.of());
    System.out.println("Building " + view + " anew from the journal; the system runs on.");
    follow(node, path, asked);
  }

  /** Prints how far it is, twice a second, until it has ended. */
  private void follow(Remote node, String path, Instant asked) {
    long shown = -1;
    while (true) {
      LockSupport.parkNanos(POLL.toNanos());
      var rebuild = node.find(path);
      // What is there may be an earlier rebuild; ours may be waiting for another view's.
      if (rebuild.isEmpty() || started(rebuild.get()).isBefore(asked.minus(CLOCKS))) {
        continue;
      }
      long events = rebuild.get().path("events").asLong();
      if (events != shown) {
        System.out.println("  " + events + " events");
        shown = events;
      }
      switch (rebuild.get().path("state").asText()) {
        case "running" -> {}
        case "done" -> {
          System.out.println("The new " + view + " is in use.");
          return;
        }
        default ->
            throw new StartupException(
                "The rebuild ended: " + rebuild.get().path("error").asText(),
                "The old " + view + " is still in use; the node's log says more.");
      }
    }
  }

  private static Instant started(JsonNode rebuild) {
    return Instant.parse(rebuild.path("startedAt").asText());
  }
}
