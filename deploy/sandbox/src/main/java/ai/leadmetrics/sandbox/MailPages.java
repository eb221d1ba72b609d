package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The mailbox over HTTP: a list as JSON, and each mail's HTML by itself. */
final class MailPages {
  private static final Pattern HTML = Pattern.compile("/mailbox/messages/([0-9]{1,12})/html");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

  /** Nothing in a mail may run or call home; its links open a window of their own. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'self';"
          + " sandbox allow-popups allow-popups-to-escape-sandbox";

  private final Mailbox mailbox;

  MailPages(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  void handle(Exchange exchange) throws IOException {
    switch (exchange.method() + " " + exchange.path()) {
      case "GET /mailbox/messages" -> list(exchange);
      case "DELETE /mailbox/messages" -> {
        mailbox.clear();
        exchange.done();
      }
      default -> html(exchange);
    }
  }

  private void list(Exchange exchange) throws IOException {
    var body = Json.object();
    var items = body.putArray("items");
    mailbox.list(exchange.query("to")).forEach(message -> items.add(json(message)));
    exchange.reply(200, body);
  }

  private static ObjectNode json(Mailbox.Received message) {
    var json =
        Json.object()
            .put("id", message.id())
            .put("at", message.at().toString())
            .put("from", message.from())
            .put("to", message.to())
            .put("subject", message.subject())
            .put("messageId", message.messageId())
            .put("text", message.text())
            .put("html", message.html());
    links(message.text()).forEach(json.putArray("links")::add);
    message.headers().forEach(json.putArray("headers")::add);
    return json;
  }

  private static List<String> links(String text) {
    return LINK.matcher(text).results().map(found -> found.group()).toList();
  }

  private void html(Exchange exchange) throws IOException {
    var path = HTML.matcher(exchange.path());
    if (!path.matches() || !exchange.method().equals("GET")) {
      throw Refusal.of(404, "There is no " + exchange.path());
    }
    var message =
        mailbox
            .find(Long.parseLong(path.group(1)))
            .orElseThrow(() -> Refusal.of(404, "There is no such mail any more"));
    var html = message.html().replaceFirst("(?i)<head>", "<head><base target=\"_blank\">");
    exchange
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-store")
        .reply(200, "text/html; charset=UTF-8", html.getBytes(StandardCharsets.UTF_8));
  }
}
