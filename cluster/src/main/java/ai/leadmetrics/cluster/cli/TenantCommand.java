package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.NodeConfig;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
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
final class TenantCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }

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

    @CommandLine.Mixin private final Operator operator = new Operator();

    @Override
    public void run() {
      var url = operator.url(NodeConfig.load());
      var request = new LinkedHashMap<String, Object>();
      request.put("name", name);
      request.put("country", country);
      request.put("timeZone", timeZone);
      request.put("ownerEmail", ownerEmail);
      request.put("ownerName", ownerName == null ? localPart(ownerEmail) : ownerName);
      if (template != null) {
        request.put("template", template);
      }
      var created =
          operator.signedIn(new Remote("The node", url)).post("/api/v1/manage/tenants", request);
      System.out.print(text(url, created));
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

      """
          .formatted(
              created.path("tenant").asText(),
              url,
              created.path("ownerEmail").asText(),
              password.isEmpty() ? "the one they have" : password + "  (shown this once)");
    }
  }
}
