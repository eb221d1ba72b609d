package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.NodeConfig;
import ai.leadmetrics.cluster.demo.DemoAccess;
import ai.leadmetrics.cluster.demo.DemoAccess.User;
import ai.leadmetrics.cluster.embedded.StartupException;
import ai.leadmetrics.protocol.kit.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How to get into the demo that {@code up} made. */
@Command(name = "demo", description = "Print the demo's address, users and webhook endpoints.")
final class DemoCommand implements Runnable {
  @Option(names = "--json", description = "One line of JSON, for scripts.")
  private boolean json;

  @Override
  public void run() {
    var access = access();
    System.out.println(
        json ? Json.text(access) : "  Portal    " + access.url() + "\n\n" + table(access));
  }

  static DemoAccess access() {
    return DemoAccess.read(NodeConfig.load())
        .orElseThrow(
            () ->
                new StartupException(
                    "There is no demo in this data folder yet.", "Start one: ./leadmetrics up"));
  }

  /** The demo's operator, whose password nobody has changed. */
  static User operator() {
    return access()
        .user("super_admin")
        .filter(user -> !user.password().isEmpty())
        .orElseThrow(
            () ->
                new StartupException(
                    "The demo's operator has another password by now.",
                    "Name an operator: --email and --password, or LEADMETRICS_OPERATOR_EMAIL and"
                        + " LEADMETRICS_OPERATOR_PASSWORD."));
  }

  static String table(DemoAccess access) {
    var text = new StringBuilder();
    text.append("  %-32s %-16s %s\n".formatted("Sign in as", "password", "role"));
    for (var user : access.users()) {
      text.append(
          "  %-32s %-16s %s\n"
              .formatted(
                  user.email(),
                  user.password().isEmpty() ? "(changed since)" : user.password(),
                  user.role()));
    }
    return text.toString();
  }
}
