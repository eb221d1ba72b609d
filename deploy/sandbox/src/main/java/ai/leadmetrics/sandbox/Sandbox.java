package ai.leadmetrics.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Running stand-ins: the WhatsApp Cloud API, issuers of identities, a mail server, Telegram, a
 * browsers' push service.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sandbox.class);
  private static final int DEFAULT_PORT = 9190;

  static {
    // Read once by the JDK's server; without it small answers can wait 40 ms for an ACK.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final SandboxConfig config;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final MessageTemplates templates = new MessageTemplates();
  private final Numbers numbers = new Numbers();
  private final Faults faults = new Faults();
  private final Phones phones = new Phones();
  private final Webhooks webhooks;
  private final GraphApi graph;
  private final Simulator simulator;
  private final Oidc oidc = new Oidc();
  private final Mailbox mailbox = new Mailbox();
  private final MailPages mailPages = new MailPages(mailbox);
  private final MailServer mailServer;
  private final Razorpay razorpay;
  private final Zoho zoho = new Zoho();
  private final Telegram telegram = new Telegram();
  private final PushService push = new PushService();
  private final Page page = new Page();

  private Sandbox(SandboxConfig config, HttpServer server) {
    this.config = config;
    this.server = server;
    var sends = new Sends();
    razorpay = new Razorpay(config.retry(), executor);
    webhooks = new Webhooks(numbers, config.retry(), executor);
    var statuses = new StatusPoster(config.delays(), numbers, phones, webhooks, executor);
    graph = new GraphApi(numbers, templates, faults, sends, phones, statuses, config.silence());
    simulator =
        new Simulator(numbers, templates, faults, sends, phones, statuses, webhooks, executor);
    mailServer =
        new MailServer(config.host(), config.smtpPort(), config.silence(), mailbox, executor);
  }

  /** Starts listening; fails when the port is taken. */
  public static Sandbox start(SandboxConfig config) {
    try {
      var server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 1024);
      var sandbox = new Sandbox(config, server);
      server.setExecutor(sandbox.executor);
      server.createContext("/", sandbox::handle);
      server.start();
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on port " + config.port(), e);
    }
  }

  /**
   * Listens until the process ends: {@code [port [host]]}, 9190 on this machine alone by default.
   */
  public static void main(String... args) {
    var port = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_PORT;
    var host = args.length > 1 ? args[1] : "127.0.0.1";
    var sandbox = start(new SandboxConfig(host, port));
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
    System.out.println("WhatsApp sandbox: " + sandbox.url());
  }

  /** The address to give to the product as the Graph API, without a slash at the end. */
  public String url() {
    var wildcard = server.getAddress().getAddress().isAnyLocalAddress();
    return "http://"
        + (wildcard ? "127.0.0.1" : config.host())
        + ":"
        + server.getAddress().getPort();
  }

  /** Where mail is taken without TLS and authentication. */
  public int smtpPort() {
    return mailServer.port();
  }

  /** Registers a number, or replaces it. */
  public void register(BusinessNumber number) {
    numbers.put(number);
    phones.touch();
  }

  /** Plays Meta having approved a message template with a text body. */
  public void register(String account, String name, String language, String body) {
    templates.put(account, name, language, body);
  }

  /** Plays this merchant's account at Razorpay from now on. */
  public void register(Account account) {
    razorpay.use(account);
  }

  @Override
  public void close() {
    faults.set(Faults.Plan.NONE);
    executor.shutdownNow();
    webhooks.close();
    razorpay.close();
    mailServer.close();
    server.stop(0);
  }

  private void handle(HttpExchange http) {
    var exchange = new Exchange(http);
    try {
      try {
        route(exchange);
      } catch (Refusal refusal) {
        exchange.reply(refusal.status(), refusal.body());
      }
    } catch (IOException e) {
      log.debug("{} {} was not answered", exchange.method(), exchange.path(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("{} {} failed", exchange.method(), exchange.path(), e);
    } finally {
      exchange.close();
    }
  }

  private void route(Exchange exchange) throws IOException, InterruptedException {
    refuseOtherNames(exchange);
    if (razorpay.serves(exchange.path())) {
      razorpay.handle(exchange);
    } else if (zoho.serves(exchange.path())) {
      zoho.handle(exchange);
    } else if (exchange.path().startsWith("/v")) {
      graph.handle(exchange);
    } else if (exchange.path().startsWith("/bot")) {
      telegram.method(exchange);
    } else if (exchange.path().startsWith("/push/")) {
      push.handle(exchange);
    } else if (exchange.path().startsWith("/simulator/telegram/")) {
      refuseOtherSites(exchange);
      telegram.simulate(exchange);
    } else if (exchange.path().equals("/simulator/push")) {
      refuseOtherSites(exchange);
      push.list(exchange);
    } else if (exchange.path().startsWith("/simulator/")) {
      refuseOtherSites(exchange);
      simulator.handle(exchange);
    } else if (exchange.path().startsWith("/oidc/")) {
      oidc.handle(exchange);
    } else if (exchange.path().startsWith("/mailbox/")) {
      refuseOtherSites(exchange);
      mailPages.handle(exchange);
    } else {
      page.handle(exchange);
    }
  }

  /**
   * A page whose own name has come to mean this machine (DNS rebinding) would pass for one of ours:
   * its requests name it in Host.
   */
  private void refuseOtherNames(Exchange exchange) {
    var host = exchange.header("Host").toLowerCase(Locale.ROOT);
    var port = ":" + server.getAddress().getPort();
    boolean ours =
        Stream.of("127.0.0.1", "localhost", "[::1]", config.host(), config.name())
            .anyMatch(name -> !name.isEmpty() && host.equals(name.toLowerCase(Locale.ROOT) + port));
    if (!ours) {
      throw Refusal.of(421, "This name is not the sandbox's");
    }
  }

  /** Any page in the developer's browser can reach this port; only our own may use it. */
  static void refuseOtherSites(Exchange exchange) {
    var origin = exchange.header("Origin");
    if (origin.isEmpty()) {
      return;
    }
    try {
      var site = Objects.requireNonNullElse(URI.create(origin).getAuthority(), "");
      if (site.equals(exchange.header("Host"))) {
        return;
      }
    } catch (IllegalArgumentException _) {
      // An origin that is no address is not ours.
    }
    throw Refusal.of(403, "Requests from other sites are refused");
  }
}
