package ai.leadmetrics.cluster.cli;

import com.typesafe.config.Config;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the node is and who speaks to it, for commands that need an operator. */
final class Operator {
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

  @Option(
      names = "--code",
      defaultValue = "${LEADMETRICS_OPERATOR_CODE}",
      description =
          "The code of the operator's authenticator app; by default LEADMETRICS_OPERATOR_CODE.")
  private @Nullable String code;

  String url(Config config) {
    return url == null ? "http://127.0.0.1:" + config.getInt("leadmetrics.http.port") : url;
  }

  Remote signedIn(Remote node) {
    if (email != null && password != null) {
      return node.as(email, password, code);
    }
    var operator = DemoCommand.operator();
    return node.as(operator.email(), operator.password(), code);
  }
}
