package ai.leadmetrics.http.kit;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.TLSPlacebo;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/**
 * The HTTP port. Connections belong to no single source: each may hold a share, and a source that
 * holds its share gets another one in place of its oldest that waits for a request head. Pekko
 * HTTP's own {@code bind} has neither that nor a deadline for heads, so its server layer is put
 * onto the TCP connections here.
 */
public final class Connections {
  /** Behind a proxy all connections are the proxy's. */
  private static final String PROXY = "proxy";

  private static final ByteString REFUSED =
      ByteString.fromString(
          "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
              + "Connection: close\r\n\r\n");

  private final ActorSystem<?> system;
  private final Materializer materializer;
  private final ServerSettings settings;
  private final Function<HttpRequest, CompletionStage<HttpResponse>> handler;
  private final String host;
  private final int port;
  private final boolean behindProxy;
  private final Duration headTimeout;
  private final Duration idleTimeout;
  private final Duration stopTimeout;
  private final int warmUp;
  private final SharedBudget budget;
  private final Map<String, Set<Connection>> open = new HashMap<>();
  private final SharedKillSwitch abort = KillSwitches.shared("connections");
  private final CompletableFuture<Done> allClosed = new CompletableFuture<>();
  private boolean draining;

  /**
   * @param http {@code leadmetrics.http}
   * @param handler never fails
   */
  public Connections(
      ActorSystem<?> system,
      Config http,
      MeterRegistry metrics,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    this.system = system;
    this.materializer = SystemMaterializer.get(system).materializer();
    this.settings = ServerSettings.create(system.settings().config());
    this.handler = handler;
    this.host = http.getString("interface");
    this.port = http.getInt("port");
    this.behindProxy = http.getBoolean("behind-proxy");
    this.headTimeout = http.getDuration("head-timeout");
    this.idleTimeout = system.settings().config().getDuration("pekko.http.server.idle-timeout");
    this.stopTimeout = http.getDuration("stop-timeout");
    this.warmUp = http.getInt("warm-up");
    int total = http.getInt("connections.total");
    this.budget =
        new SharedBudget(total, behindProxy ? total : http.getDouble("connections.share"));
    metrics.gauge("leadmetrics.http.connections", budget, SharedBudget::used);
  }

  /**
   * Starts to listen, once the code that serves a connection is compiled: a node that is
   * interpreted still answers nobody for seconds when a thousand connections come at once. Stops
   * with the actor system, letting requests in flight end.
   */
  public CompletionStage<InetSocketAddress> bind() {
    return warmUp().thenCompose(_ -> open());
  }

  private CompletionStage<Done> warmUp() {
    return warmUp == 0
        ? CompletableFuture.completedFuture(Done.getInstance())
        : listen(InetAddress.getLoopbackAddress().getHostAddress(), 0)
            .thenCompose(
                binding ->
                    new WarmUp(binding.localAddress(), warmUp)
                        .run()
                        .thenCompose(_ -> binding.unbind()))
            .thenApply(_ -> Done.getInstance());
  }

  private CompletionStage<Tcp.ServerBinding> listen(String address, int at) {
    return Tcp.get(system)
        .bind(address, at, settings.getBacklog(), List.of(), false, Optional.<Duration>empty())
        .toMat(Sink.foreach(this::accept), Keep.left())
        .run(materializer);
  }

  private CompletionStage<InetSocketAddress> open() {
    return listen(host, port)
        .thenApply(
            binding -> {
              var shutdown = CoordinatedShutdown.get(system);
              shutdown.addTask(
                  CoordinatedShutdown.PhaseServiceUnbind(),
                  "http-unbind",
                  () -> binding.unbind().thenApply(_ -> Done.getInstance()));
              shutdown.addTask(
                  CoordinatedShutdown.PhaseServiceRequestsDone(), "http-requests", this::drain);
              return binding.localAddress();
            });
  }

  private void accept(Tcp.IncomingConnection tcp) {
    var connection =
        new Connection(
            behindProxy ? PROXY : Visit.source(tcp.remoteAddress().getAddress().getHostAddress()));
    if (admit(connection)) {
      tcp.handleWith(flow(tcp, connection), materializer);
    } else {
      tcp.handleWith(
          Flow.fromSinkAndSourceCoupled(Sink.ignore(), Source.single(REFUSED)), materializer);
    }
  }

  private synchronized boolean admit(Connection connection) {
    if (draining) {
      return false;
    }
    var source = connection.source();
    boolean admitted =
        switch (budget.take(source, 1)) {
          case GRANTED -> true;
          // The new one takes over the place of the old one in the budget.
          case OWN_SHARE_USED -> replaced(source).map(this::close).isPresent();
          case ALL_USED ->
              replaced(largest()).map(this::close).filter(this::release).isPresent()
                  && budget.take(source, 1) == SharedBudget.Answer.GRANTED;
        };
    if (admitted) {
      open.computeIfAbsent(source, _ -> new LinkedHashSet<>()).add(connection);
    }
    return admitted;
  }

  /** The connection to close for a new one: the oldest that never carried a request, or is idle. */
  private Optional<Connection> replaced(String source) {
    var held = open.getOrDefault(source, Set.of());
    Predicate<Connection> idle = Connection::awaitsHead;
    return held.stream()
        .filter(idle.and(connection -> connection.requests() == 0))
        .findFirst()
        .or(() -> held.stream().filter(idle).findFirst());
  }

  private String largest() {
    return open.entrySet().stream()
        .max(Comparator.comparingInt(entry -> entry.getValue().size()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private synchronized void closed(Connection connection) {
    forget(connection);
    if (draining && open.isEmpty()) {
      allClosed.complete(Done.getInstance());
    }
  }

  private void forget(Connection connection) {
    var held = open.get(connection.source());
    if (held != null && held.remove(connection)) {
      release(connection);
      if (held.isEmpty()) {
        open.remove(connection.source());
      }
    }
  }

  private Connection close(Connection connection) {
    open.getOrDefault(connection.source(), Set.of()).remove(connection);
    connection.drain();
    return connection;
  }

  private boolean release(Connection connection) {
    budget.release(connection.source(), 1);
    return true;
  }

  private CompletionStage<Done> drain() {
    var all = new ArrayList<Connection>();
    synchronized (this) {
      draining = true;
      open.values().forEach(all::addAll);
    }
    if (all.isEmpty()) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    all.forEach(Connection::drain);
    return allClosed
        .completeOnTimeout(Done.getInstance(), stopTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> abort.shutdown());
  }

  private Flow<ByteString, ByteString, NotUsed> flow(
      Tcp.IncomingConnection tcp, Connection connection) {
    BidiFlow<HttpResponse, ByteString, ByteString, HttpRequest, NotUsed> http =
        Http.get(system).serverLayer(settings, Optional.of(tcp.remoteAddress())).atop(plain());
    return http.atop(
            BidiFlow.fromFlows(
                Flow.of(ByteString.class).via(abort.flow()),
                Flow.fromGraph(
                    new HeadDeadline(connection, headTimeout, () -> closed(connection)))))
        .atop(BidiFlow.<ByteString, ByteString>bidirectionalIdleTimeout(idleTimeout))
        .reversed()
        .join(
            Flow.of(HttpRequest.class)
                .mapAsync(settings.getPipeliningLimit(), request -> answer(connection, request)));
  }

  private CompletionStage<HttpResponse> answer(Connection connection, HttpRequest request) {
    connection.begin();
    return handler
        .apply(request)
        .whenComplete(
            (response, _) ->
                connection.end(response != null && response.status().intValue() == 101));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // SessionBytes is the only SslTlsInbound
  private static BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> plain() {
    return (BidiFlow) TLSPlacebo.getInstance();
  }
}
