package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.NodeConfig;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What an operator does with tenants from a terminal. */
@Command(
    name = "tenant",
    description = "Make a tenant.",
    subcommands = {TenantCommand.Create.class, CommandLine.HelpCommand.class},
    synopsisSubcommandLabel = "COMMAND")
final class TenantCommand extends CommandGroup {
  /** A business with an owner; from a template it is ready at once. */
  @Command(name = "create", description = "Make a tenant with an owner and print how to sign in.")
  static final class Create implements Runnable {
    @Option(names = "--name", required = true, description = "The business.")
    private String name = "";

    @Option(names = "--owner-email", required = true, description = "Who owns it.")
    private String ownerEmail = "";

    @Option(names = "--owner-name", description = "By default the part before the @.")
    private @Nullable String ownerName;

    @Option(
        names = "--from-template",
        description =
            "hotel, clinic, real-estate, restaurant, coaching or generic: questions, answers,"
                + " hours and voice to start from. The AI answers at once.")
    private @Nullable String template;

    @Option(names = "--country", defaultValue = "IN", description = "Two letters; IN by default.")
    private String country = "IN";

    @Option(
        names = "--time-zone",
        defaultValue = "Asia/Kolkata",
        description = "Asia/Kolkata by default.")
    private String timeZone = "Asia/Kolkata";

    @Option(names = "--industry", description = "By default the template's.")
    private @Nullable String industry;

    @Option(names = "--state", description = "Where it is, for its settings and its invoices.")
    private @Nullable String state;

    @Option(names = "--city")
    private @Nullable String city;

    @Option(names = "--street")
    private @Nullable String street;

    @Option(names = "--postal-code")
    private @Nullable String postalCode;

    @CommandLine.Mixin private final Operator operator = new Operator();
    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
      var url = operator.url(NodeConfig.load());
      var request = new LinkedHashMap<String, @Nullable Object>();
      request.put("name", name);
      request.put("industry", industry);
      request.put("country", country);
      request.put("state", state);
      request.put("city", city);
      request.put("street", street);
      request.put("postalCode", postalCode);
      request.put("timeZone", timeZone);
      request.put("ownerEmail", ownerEmail);
      request.put("ownerName", ownerName == null ? localPart(ownerEmail) : ownerName);
      request.put("template", template);
      var created =
          operator.signedIn(new Remote("The node", url)).post("/api/v1/manage/tenants", request);
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      out.print(text(url, created));
      out.flush();
    }

    private static String localPart(String email) {
      return email.substring(0, Math.max(0, email.indexOf('@')));
    }

    private static String text(String url, JsonNode created) {
      var password = created.path("ownerPassword").asText("");
      return """

      %s is there.

        Portal    %s
        Sign in   %s
        Password  %s

      They are written to as well, with a link to choose a password of their own.
      """
          .formatted(
              created.path("tenant").asText(),
              url,
              created.path("ownerEmail").asText(),
              password.isEmpty() ? "the one they have" : password + "  (shown this once)");
    }
  }
}
