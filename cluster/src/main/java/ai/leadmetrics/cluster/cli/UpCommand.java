package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.Node;
import ai.leadmetrics.cluster.NodeConfig;
import ai.leadmetrics.cluster.Sandboxed;
import ai.leadmetrics.cluster.demo.Demo;
import ai.leadmetrics.cluster.demo.DemoGuests;
import com.typesafe.config.Config;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Starts a node and stays until Ctrl-C. */
@Command(name = "up", description = "Start the product on this machine and stay until Ctrl-C.")
final class UpCommand implements Runnable {
  /** Passwords are shown by the start that makes them; logs are read by many. */
  private static final String DEMO_HINT =
      "  Sign in   ./leadmetrics demo shows the demo's users and passwords\n";

  @Override
  public void run() {
    var began = Instant.now();
    Config config = NodeConfig.load();
    System.out.println("Starting Leadmetrics; the first start takes a little longer.");
    var closed = new CountDownLatch(1);
    // The sandbox first: a port in use is said before anything is started.
    try (var sandbox = Sandboxed.start(config);
        var node = Node.start(config)) {
      onStop(node, closed);
      Optional<Demo.Seeded> demo = seed(config, node, sandbox);
      System.out.println(welcome(config, demo, Duration.between(began, Instant.now())));
      node.ended().toCompletableFuture().join();
    } finally {
      closed.countDown();
    }
  }

  private static Optional<Demo.Seeded> seed(Config config, Node node, @Nullable Sandboxed sandbox) {
    if (!config.getBoolean("leadmetrics.demo.enabled")) {
      return Optional.empty();
    }
    var demo = Demo.seed(node.platform());
    if (sandbox != null) {
      demo.ifPresent(
          seeded -> {
            sandbox.register(Demo.businessNumber(node.platform(), seeded.access()));
            sandbox.register(Demo.account(node.platform(), seeded.access()));
            sandbox.register(Demo.TEMPLATE);
            Demo.answerInTemplate(node.platform());
            if (seeded.made()) {
              new DemoGuests(sandbox.url(), seeded.access()).write();
            }
          });
    }
    return demo;
  }

  /** On Ctrl-C the JVM ends as soon as its hooks have: this one waits for the orderly stop. */
  private static void onStop(Node node, CountDownLatch closed) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (closed.getCount() > 0) {
                    System.out.println("Stopping.");
                  }
                  node.stop();
                  try {
                    closed.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "stop"));
  }

  private static String foreign(String address) {
    return "\n  " + address + " has an account that the demo did not make: it stays as it is.\n";
  }

  private static String welcome(Config config, Optional<Demo.Seeded> demo, Duration took) {
    var port = config.getInt("leadmetrics.http.port");
    var text = new StringBuilder();
    text.append("\nLeadmetrics is up after %.1f s.\n\n".formatted(took.toMillis() / 1000.0));
    text.append("  Portal    http://localhost:%d\n".formatted(port));
    text.append("  API       http://localhost:%d/api/docs\n".formatted(port));
    if (config.getBoolean("leadmetrics.sandbox.enabled")) {
      text.append("  Phone     ").append(NodeConfig.sandboxUrl(config));
      text.append("  (a WhatsApp to play a customer with)\n");
    }
    demo.ifPresent(
        seeded -> {
          text.append(seeded.made() ? '\n' + DemoCommand.table(seeded.access()) : DEMO_HINT);
          seeded.foreign().forEach(address -> text.append(foreign(address)));
          text.append(
              "\n  Try       ./leadmetrics simulate whatsapp --from +919812345678"
                  + " \"Do you have a pool?\"\n");
        });
    text.append("  Stop      Ctrl-C\n");
    return text.toString();
  }
}
