package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.NodeConfig;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a customer: sends a signed message through the sandbox and waits for the answer. */
@Command(name = "simulate", description = "Play a customer.")
final class SimulateCommand {
  private static final Duration POLL = Duration.ofSeconds(5);

  @Command(
      name = "whatsapp",
      description = "Send a WhatsApp message and print the answer that comes back.")
  int whatsapp(
      @Option(
              names = "--from",
              required = true,
              paramLabel = "NUMBER",
              description = "The customer's number, for example +919812345678.")
          String from,
      @Option(names = "--name", description = "The customer's name.") @Nullable String name,
      @Option(
              names = "--wait",
              defaultValue = "30",
              paramLabel = "SECONDS",
              description = "How long to wait for the answer; 0 does not wait.")
          int wait,
      @Parameters(paramLabel = "TEXT", description = "What the customer writes.") String text) {
    var sandbox = new Remote("The sandbox", NodeConfig.sandboxUrl(NodeConfig.load()));
    var phone =
        "/simulator/phones/" + URLEncoder.encode(from, StandardCharsets.UTF_8) + "/messages";
    long before = newest(sandbox, phone);
    var message = new HashMap<>(Map.of("from", from, "text", text));
    if (name != null) {
      message.put("name", name);
    }
    long sent = System.nanoTime();
    var accepted = sandbox.post("/simulator/messages", message);
    int status = accepted.path("status").asInt();
    if (status / 100 != 2) {
      System.err.println("The product answered " + status + " to the webhook; its log says why.");
      return 1;
    }
    System.out.println(from + " > " + text);
    if (wait == 0) {
      return 0;
    }
    var answer = answer(sandbox, phone, before, sent + Duration.ofSeconds(wait).toNanos());
    if (answer.isEmpty()) {
      System.err.println(
          "No answer within "
              + wait
              + " s. The message is in the Inbox; is the conversation with a person, or are"
              + " agents off? See Manage > Operations in the portal.");
      return 1;
    }
    System.out.println("Lotus House > " + answer.get());
    System.out.println(
        "answered in " + Duration.ofNanos(System.nanoTime() - sent).toMillis() + " ms");
    return 0;
  }

  private static long newest(Remote sandbox, String phone) {
    long newest = 0;
    for (var message : sandbox.get(phone, POLL).path("items")) {
      newest = Math.max(newest, message.path("n").asLong());
    }
    return newest;
  }

  private static Optional<String> answer(Remote sandbox, String phone, long after, long deadline) {
    long seen = after;
    while (System.nanoTime() < deadline) {
      long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
      var path = phone + "?after=" + seen + "&waitMs=" + Math.min(left, POLL.toMillis());
      for (var message : sandbox.get(path, POLL.multipliedBy(2)).path("items")) {
        seen = Math.max(seen, message.path("n").asLong());
        if (message.path("direction").asText().equals("out")) {
          return Optional.of(message.path("text").asText());
        }
      }
    }
    return Optional.empty();
  }
}
