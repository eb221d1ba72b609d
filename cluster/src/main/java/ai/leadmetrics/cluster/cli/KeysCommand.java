package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.NodeConfig;
import ai.leadmetrics.cluster.embedded.StartupException;
import ai.leadmetrics.streams.identity.SigningKeyStore;
import ai.leadmetrics.streams.kit.KeysetFile;
import ai.leadmetrics.streams.kit.Secrets;
import com.typesafe.config.Config;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The keys that seal secrets and sign tokens. */
@Command(
    name = "keys",
    description = "List and rotate the keys that seal secrets and sign tokens.",
    subcommands = {
      KeysCommand.ListKeys.class,
      KeysCommand.Rotate.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand extends CommandGroup {
  /** Names of keys only, never a key. */
  @Command(name = "list", description = "List the keys by name; those in use first.")
  static final class ListKeys implements Runnable {
    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
      try (var open = CommandDatabase.open()) {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        list(open, out);
        out.flush();
      }
    }
  }

  /** Old keys go on opening and verifying. */
  @Command(name = "rotate", description = "Add a key that seals and one that signs from now on.")
  static final class Rotate implements Runnable {
    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
      // Before a database is opened, and perhaps started: the file is this machine's.
      keyset(NodeConfig.load()).rotate();
      try (var open = CommandDatabase.open()) {
        var tokens = tokens(open);
        if (!tokens.isConfigured()) {
          tokens.rotate().toCompletableFuture().join();
        }
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        list(open, out);
        out.flush();
      }
    }
  }

  private static void list(CommandDatabase open, PrintWriter out) {
    out.println("Secrets are sealed with:");
    for (var key : keyset(open.config()).keys().reversed()) {
      out.printf(
          "  %-24s %s%n", Integer.toUnsignedString(key.id()), key.primary() ? "seals" : "opens");
    }
    out.println("Tokens are signed with:");
    var first = true;
    for (var key : tokens(open).keys().toCompletableFuture().join()) {
      out.printf("  %-24s %s%n", key.id(), first ? "signs" : "verifies");
      first = false;
    }
  }

  private static SigningKeyStore tokens(CommandDatabase open) {
    return new SigningKeyStore(
        open.database(), open.config(), Secrets.open(open.config()), Clock.systemUTC());
  }

  private static KeysetFile keyset(Config config) {
    if (!config.getString("leadmetrics.secrets.keyset").isBlank()) {
      throw new StartupException(
          "The keyset stands in the settings, where this command cannot change it.",
          "Put it into a file, and name that in LEADMETRICS_SECRETS_FILE on all nodes.");
    }
    return new KeysetFile(Path.of(config.getString("leadmetrics.secrets.file")));
  }
}
