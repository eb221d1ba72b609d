package ai.leadmetrics.sandbox;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/** The script that opens a simulated payment on the product's pages, and the page it opens. */
final class CheckoutPage {
  static final String PREFIX = "/razorpay/";

  /** Shown in a frame of whatever page pays: that is what a checkout is for. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors *";

  private static final Map<String, String> TYPES =
      Map.of(
          "checkout.js", "text/javascript; charset=UTF-8",
          "page.js", "text/javascript; charset=UTF-8",
          "checkout.css", "text/css; charset=UTF-8",
          "checkout.html", "text/html; charset=UTF-8");

  void handle(Exchange exchange) throws IOException {
    var name = exchange.path().substring(PREFIX.length());
    var type = TYPES.get(name);
    if (type == null) {
      throw Refusal.of(404, "There is no " + exchange.path());
    }
    try (var content = CheckoutPage.class.getResourceAsStream("checkout/" + name)) {
      exchange
          .with("Content-Security-Policy", POLICY)
          .with("Cross-Origin-Resource-Policy", "cross-origin")
          .with("Referrer-Policy", "no-referrer")
          .with("Cache-Control", "no-cache")
          .reply(200, type, Objects.requireNonNull(content, name).readAllBytes());
    }
  }
}
