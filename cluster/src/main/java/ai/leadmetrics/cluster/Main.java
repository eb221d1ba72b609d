package ai.leadmetrics.cluster;

import ai.leadmetrics.cluster.cli.Leadmetrics;

/** The program behind {@code ./leadmetrics}. */
public final class Main {
  private Main() {}

  /** Runs one command of {@code ./leadmetrics help}. */
  public static void main(String... args) {
    System.exit(Leadmetrics.run(args));
  }
}
