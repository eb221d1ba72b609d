package ai.leadmetrics.cluster.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A command with subcommands only; without one it prints its usage. */
abstract class CommandGroup implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }
}
