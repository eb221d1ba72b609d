package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.NodeConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds a read model anew from the journal, while the system runs. */
@Command(
    name = "rebuild",
    description = "Build a read model anew from the journal while the system runs.")
final class RebuildCommand implements Runnable {
  @Parameters(paramLabel = "VIEW", description = "Its name, as the operator's overview lists it.")
  private String view = "";

  @Option(names = "--url", description = "The node; by default the one on this machine.")
  private @Nullable String url;

  @Option(
      names = "--email",
      defaultValue = "${LEADMETRICS_OPERATOR_EMAIL}",
      description = "An operator; by default LEADMETRICS_OPERATOR_EMAIL, else the demo's.")
  private @Nullable String email;

  @Option(
      names = "--password",
      defaultValue = "${LEADMETRICS_OPERATOR_PASSWORD}",
      interactive = true,
      arity = "0..1",
      description = "The operator's password; by default LEADMETRICS_OPERATOR_PASSWORD.")
  private @Nullable String password;

  @Override
  public void run() {
    var config = NodeConfig.load();
    var address = url == null ? "http://127.0.0.1:" + config.getInt("leadmetrics.http.port") : url;
    var node = operator(new Remote("The node", address));
    node.post("/api/v1/ops/views/" + view + "/rebuild", Map.of());
    System.out.println("Rebuilding " + view + " from the journal.");
  }

  private Remote operator(Remote node) {
    if (email != null && password != null) {
      return node.as(email, password);
    }
    var operator = DemoCommand.access().user("super_admin").orElseThrow();
    return node.as(operator.email(), operator.password());
  }
}
