package ai.leadmetrics.cluster.cli;

import java.util.Objects;
import picocli.CommandLine.Command;

/** Which build this is. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {
  @Override
  public void run() {
    var version = VersionCommand.class.getPackage().getImplementationVersion();
    System.out.println(
        "leadmetrics "
            + Objects.requireNonNullElse(version, "development")
            + ", Java "
            + Runtime.version());
  }
}
