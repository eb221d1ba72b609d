package ai.leadmetrics.sandbox;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/**
 * The phone, the mailbox and what else people are told by, in the browser: a few files from the
 * class path.
 */
final class Page {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private record File(String name, String contentType) {}

  private static final Map<String, File> FILES =
      Map.ofEntries(
          Map.entry("/", new File("index.html", "text/html; charset=UTF-8")),
          Map.entry("/page.css", new File("page.css", "text/css; charset=UTF-8")),
          Map.entry("/phone.css", new File("phone.css", "text/css; charset=UTF-8")),
          Map.entry("/sign-in.css", new File("sign-in.css", "text/css; charset=UTF-8")),
          Map.entry("/phone.js", new File("phone.js", "text/javascript; charset=UTF-8")),
          Map.entry("/mailbox", new File("mailbox.html", "text/html; charset=UTF-8")),
          Map.entry("/mailbox.css", new File("mailbox.css", "text/css; charset=UTF-8")),
          Map.entry("/mailbox.js", new File("mailbox.js", "text/javascript; charset=UTF-8")),
          Map.entry("/notices", new File("notices.html", "text/html; charset=UTF-8")),
          Map.entry("/notices.css", new File("notices.css", "text/css; charset=UTF-8")),
          Map.entry("/notices.js", new File("notices.js", "text/javascript; charset=UTF-8")),
          Map.entry("/icon.svg", new File("icon.svg", "image/svg+xml")));

  void handle(Exchange exchange) throws IOException {
    var file = FILES.get(exchange.path());
    if (file == null) {
      throw Refusal.of(404, "There is no " + exchange.path());
    }
    if (!"GET".equals(exchange.method())) {
      throw Refusal.of(405, "Only GET works here");
    }
    try (var content = Page.class.getResourceAsStream("page/" + file.name())) {
      exchange
          .with("Content-Security-Policy", POLICY)
          .with("Referrer-Policy", "no-referrer")
          .with("Cache-Control", "no-cache")
          .reply(
              200, file.contentType(), Objects.requireNonNull(content, file.name()).readAllBytes());
    }
  }
}
