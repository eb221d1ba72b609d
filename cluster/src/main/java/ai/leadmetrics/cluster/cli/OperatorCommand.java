package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.embedded.StartupException;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.streams.identity.OperatorStore;
import ai.leadmetrics.streams.identity.OperatorStore.Made;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who runs the platform. */
@Command(
    name = "operator",
    description = "Make an operator of the platform.",
    subcommands = {OperatorCommand.Create.class, CommandLine.HelpCommand.class},
    synopsisSubcommandLabel = "COMMAND")
final class OperatorCommand extends CommandGroup {
  /** The first operator, and any other: no endpoint gives roles of the platform. */
  @Command(
      name = "create",
      description = "Give an account a role of the platform and print a link to choose a password.")
  static final class Create implements Runnable {
    @Parameters(index = "0", paramLabel = "ADDRESS", description = "The operator's e-mail address.")
    private String address = "";

    @Option(names = "--name", description = "By default the account's own, or the address.")
    private @Nullable String name;

    @Option(
        names = "--role",
        defaultValue = "super_admin",
        description = "A role of the platform; super_admin by default.")
    private String role = "super_admin";

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
      var email = address.strip();
      if (!MailAddress.isValid(email)) {
        throw new StartupException(
            address + " is no e-mail address.", "Name one as in asha@example.com.");
      }
      var given = role();
      try (var open = CommandDatabase.open()) {
        var made =
            new OperatorStore(open.database(), open.config(), Clock.systemUTC())
                .make(email, name, given)
                .toCompletableFuture()
                .join();
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(text(made));
        out.flush();
      }
    }

    private Role role() {
      return Role.OF_PLATFORM.stream()
          .filter(known -> known.wire().equals(role))
          .findFirst()
          .orElseThrow(
              () ->
                  new StartupException(
                      role + " is no role of the platform.",
                      "Choose one of: "
                          + Role.OF_PLATFORM.stream()
                              .map(Role::wire)
                              .collect(Collectors.joining(", "))));
    }

    private static String text(Made made) {
      return """

      %s is %s now%s.

        Choose a password   %s
        The link            works once, until %s

      Operators sign in with a second step: the portal asks to set it up first.
      """
          .formatted(
              made.email(),
              made.role().wire(),
              made.fresh() ? "" : "; all sessions of this account have ended",
              made.link(),
              made.expiresAt());
    }
  }
}
