package ai.leadmetrics.sandbox;

import java.io.IOException;
import java.util.concurrent.ExecutorService;

/** A stand-in for Razorpay: its API, its webhooks, its checkout, and hands to work them. */
final class Razorpay implements AutoCloseable {
  private final RazorpayEvents events;
  private final RazorpayApi api;
  private final RazorpayDesk desk;
  private final CheckoutPage page = new CheckoutPage();

  Razorpay(SandboxConfig.WebhookRetry retry, ExecutorService executor) {
    var ledger = new Ledger();
    events = new RazorpayEvents(retry, executor);
    var money = new RazorpayMoney(ledger, events);
    api = new RazorpayApi(ledger, events, money);
    desk = new RazorpayDesk(ledger, events, money, api);
  }

  void use(Account account) {
    events.use(account);
  }

  boolean serves(String path) {
    return path.startsWith(RazorpayApi.PREFIX)
        || path.startsWith(RazorpayDesk.PREFIX)
        || path.startsWith(CheckoutPage.PREFIX);
  }

  void handle(Exchange exchange) throws IOException, InterruptedException {
    if (exchange.path().startsWith(RazorpayApi.PREFIX)) {
      api.handle(exchange);
    } else if (exchange.path().startsWith(RazorpayDesk.PREFIX)) {
      Sandbox.refuseOtherSites(exchange);
      desk.handle(exchange);
    } else {
      page.handle(exchange);
    }
  }

  @Override
  public void close() {
    events.close();
  }
}
