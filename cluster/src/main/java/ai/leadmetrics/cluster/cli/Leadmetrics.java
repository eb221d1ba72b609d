package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.embedded.StartupException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** All commands; without one, the help. */
@Command(
    name = "leadmetrics",
    description = "AI marketing, lead response and inbox, on one actor-based cluster.",
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      DoctorCommand.class,
      SimulateCommand.class,
      RebuildCommand.class,
      TenantCommand.class,
      OperatorCommand.class,
      KeysCommand.class,
      BenchCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Settings come from the environment: see docs/guides/operator.md."})
public final class Leadmetrics implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  private Leadmetrics() {}

  /**
   * Runs the command and gives the exit code: 0, 1 when it failed, 2 when it was not understood.
   */
  public static int run(String... args) {
    return line().execute(args);
  }

  /** The same, writing what the command has to say elsewhere than to the terminal. */
  public static int run(PrintWriter out, String... args) {
    return line().setOut(out).setErr(out).execute(args);
  }

  private static CommandLine line() {
    var all = new CommandLine(new Leadmetrics());
    helped(all);
    return all.setExecutionExceptionHandler((failure, line, _) -> explain(failure, line));
  }

  /** Every command says how it is used. */
  private static void helped(CommandLine line) {
    line.getSubcommands().values().forEach(Leadmetrics::helped);
    if (!(line.getCommand() instanceof CommandLine.HelpCommand)) {
      line.getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show how the command is used.")
                  .build());
    }
  }

  private static int explain(Exception failure, CommandLine line) {
    var colors = line.getColorScheme();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartupException startup) {
        line.getErr().println(colors.errorText(startup.getMessage()));
        line.getErr().println(startup.advice());
        return 1;
      }
    }
    failure.printStackTrace(line.getErr());
    return 1;
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }
}
