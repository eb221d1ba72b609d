package ai.leadmetrics.cluster;

import ai.leadmetrics.cluster.embedded.Ports;
import ai.leadmetrics.protocol.inbox.ReplyTemplate;
import ai.leadmetrics.sandbox.Account;
import ai.leadmetrics.sandbox.BusinessNumber;
import ai.leadmetrics.sandbox.Sandbox;
import ai.leadmetrics.sandbox.SandboxConfig;
import com.typesafe.config.Config;
import org.jspecify.annotations.Nullable;

/** The provider simulators beside a node, where the settings want them. */
public final class Sandboxed implements AutoCloseable {
  private final Sandbox sandbox;

  private Sandboxed(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Null when {@code leadmetrics.sandbox.enabled} is off. */
  public static @Nullable Sandboxed start(Config root) {
    var config = root.getConfig("leadmetrics.sandbox");
    if (!config.getBoolean("enabled")) {
      return null;
    }
    Ports.requireFree(config.getInt("port"), "the sandbox", "LEADMETRICS_SANDBOX_PORT");
    Ports.requireFree(
        config.getInt("smtp-port"), "the sandbox's mail", "LEADMETRICS_SANDBOX_SMTP_PORT");
    return new Sandboxed(
        Sandbox.start(
            new SandboxConfig(config.getString("host"), config.getInt("port"))
                .withName(config.getString("name"))
                .withSmtpPort(config.getInt("smtp-port"))));
  }

  /** Plays a number of a business from now on. */
  public void register(BusinessNumber number) {
    sandbox.register(number);
  }

  /** Plays Meta having approved a message template. */
  public void register(ReplyTemplate template) {
    sandbox.register(template.account(), template.name(), template.language(), template.body());
  }

  /** Plays the platform's account at Razorpay from now on. */
  public void register(Account account) {
    sandbox.register(account);
  }

  public String url() {
    return sandbox.url();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
