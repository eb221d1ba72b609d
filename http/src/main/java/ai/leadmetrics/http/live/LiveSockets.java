package ai.leadmetrics.http.live;

import ai.leadmetrics.http.identity.SessionAuthenticator;
import ai.leadmetrics.http.identity.Tokens;
import ai.leadmetrics.http.kit.ApiError;
import ai.leadmetrics.http.kit.Problem;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Responses;
import ai.leadmetrics.http.kit.Session;
import ai.leadmetrics.http.kit.Visit;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.SessionNews;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.Standing;
import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.stream.CompletionStrategy;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.ThrottleMode;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.apache.pekko.stream.typed.javadsl.ActorSource;
import org.jspecify.annotations.Nullable;

/** {@code /live}: admits tickets, opens sockets, closes those of sessions that end. */
public final class LiveSockets {
  public static final String PATH = "/live";

  private static final long RETRY_SECONDS = 10;

  private final ActorSystem<?> system;
  private final Materializer materializer;
  private final Tokens tokens;
  private final SessionStore sessions;
  private final Feed feed;
  private final LiveSocket.Limits limits;
  private final long maxMessage;
  private final int framesPerSecond;
  private final int frameBurst;
  private final int maxPerSession;
  private final int maxPerUser;
  private final List<String> origins;
  private final Map<String, Set<ActorRef<LiveSocket.Command>>> open = new ConcurrentHashMap<>();
  private final Map<String, Integer> byUser = new ConcurrentHashMap<>();

  /**
   * @param live {@code leadmetrics.live}
   */
  public LiveSockets(
      ActorSystem<?> system, Tokens tokens, SessionStore sessions, Feed feed, Config live) {
    this.system = system;
    this.materializer = SystemMaterializer.get(system).materializer();
    this.tokens = tokens;
    this.sessions = sessions;
    this.feed = feed;
    this.limits =
        new LiveSocket.Limits(
            live.getDuration("ping"),
            live.getDuration("idle"),
            live.getInt("buffer"),
            live.getInt("max-subscriptions"),
            live.getDuration("resume-pause"));
    this.framesPerSecond = live.getInt("frames.per-second");
    this.frameBurst = live.getInt("frames.burst");
    this.maxPerSession = live.getInt("max-per-session");
    this.maxPerUser = live.getInt("max-per-user");
    this.maxMessage = live.getBytes("max-message");
    this.origins = live.getStringList("origins");
    sessions.onChange(this::close);
  }

  /** How many sockets are open on this node. */
  public int count() {
    return open.values().stream().mapToInt(Set::size).sum();
  }

  /** Answers {@link #PATH}; never fails. */
  public CompletionStage<HttpResponse> handle(HttpRequest request, Visit visit) {
    CompletionStage<HttpResponse> answer;
    try {
      var upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
      answer =
          upgrade.isEmpty()
              ? CompletableFuture.failedFuture(new ProblemException(ApiError.UPGRADE_REQUIRED))
              : admit(request, upgrade.get());
    } catch (ProblemException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer.exceptionally(
        failure -> {
          var response = Responses.problem(failure, visit.requestId());
          return response.status().intValue() == ApiError.UPGRADE_REQUIRED.status()
              ? response.addHeader(RawHeader.create("Upgrade", "websocket"))
              : response;
        });
  }

  private CompletionStage<HttpResponse> admit(HttpRequest request, WebSocketUpgrade upgrade) {
    if (!isOurs(request)) {
      throw new ProblemException(CommonError.FORBIDDEN);
    }
    var ticket =
        request
            .getUri()
            .query()
            .get("ticket")
            .flatMap(tokens::readTicket)
            .orElseThrow(() -> new ProblemException(CommonError.UNAUTHENTICATED));
    return sessions
        .spend(ticket.id(), ticket.expiresAt())
        .thenCombine(
            sessions.standing(ticket.family()),
            (first, standing) -> {
              if (!first || standing.isEmpty()) {
                throw new ProblemException(CommonError.UNAUTHENTICATED);
              }
              return open(upgrade, SessionAuthenticator.session(ticket, standing.get()));
            });
  }

  private synchronized HttpResponse open(WebSocketUpgrade upgrade, Session session) {
    requireRoom(session);
    byUser.merge(session.user(), 1, Integer::sum);
    // Whoever belongs to no tenant hears of their own notifications alone.
    var tenant = Objects.requireNonNullElse(session.tenant(), TenantId.PLATFORM);
    var family = session.family();
    var socket =
        system.systemActorOf(
            LiveSocket.create(
                session,
                tenant,
                feed,
                limits,
                () -> sessions.standing(family).thenApply(now -> isSame(session, now)),
                gone -> forget(session, gone)),
            "live-" + session.id(),
            Props.empty());
    open.compute(family, (_, known) -> with(known, socket));
    return upgrade.handleMessagesWith(incoming(socket), outgoing(socket));
  }

  private void requireRoom(Session session) {
    if (open.getOrDefault(session.family(), Set.of()).size() >= maxPerSession
        || byUser.getOrDefault(session.user(), 0) >= maxPerUser) {
      throw new ProblemException(Problem.of(CommonError.RATE_LIMITED), RETRY_SECONDS);
    }
  }

  /** Whether a session still entitles to what it did: news of a change may have been lost, too. */
  static boolean isSame(Session opened, Optional<Standing> now) {
    return now.isPresent()
        && now.get().role() == opened.role()
        && Objects.equals(now.get().tenant(), opened.tenant());
  }

  private static Set<ActorRef<LiveSocket.Command>> with(
      @Nullable Set<ActorRef<LiveSocket.Command>> known, ActorRef<LiveSocket.Command> socket) {
    var sockets =
        known == null ? ConcurrentHashMap.<ActorRef<LiveSocket.Command>>newKeySet() : known;
    sockets.add(socket);
    return sockets;
  }

  private void forget(Session session, ActorRef<LiveSocket.Command> socket) {
    byUser.computeIfPresent(session.user(), (_, count) -> count > 1 ? count - 1 : null);
    open.computeIfPresent(
        session.family(),
        (_, known) -> {
          known.remove(socket);
          return known.isEmpty() ? null : known;
        });
  }

  /** A session that changed may have another tenant or role: its client opens a new socket. */
  private void close(SessionNews.Changed changed) {
    var reason = changed.ended() ? "signed_out" : "changed";
    for (var family : changed.families()) {
      open.getOrDefault(family, Set.of())
          .forEach(socket -> socket.tell(new LiveSocket.Ended(reason)));
    }
  }

  private Sink<Message, NotUsed> incoming(ActorRef<LiveSocket.Command> socket) {
    return Flow.of(Message.class)
        // More than that waits on the client's side of the connection.
        .throttle(framesPerSecond, Duration.ofSeconds(1), frameBurst, ThrottleMode.shaping())
        .mapAsync(1, this::text)
        .to(
            ActorSink.actorRefWithBackpressure(
                socket,
                LiveSocket.Incoming::new,
                LiveSocket.Listening::new,
                LiveSocket.Ack.NEXT,
                new LiveSocket.Gone(),
                _ -> new LiveSocket.Gone()));
  }

  /** Fails, and so closes the socket, on binary messages and on texts beyond the limit. */
  private CompletionStage<String> text(Message message) {
    if (!message.isText()) {
      return CompletableFuture.failedFuture(new IllegalArgumentException("binary message"));
    }
    return message
        .asTextMessage()
        .getStreamedText()
        .limitWeighted(maxMessage, text -> (long) text.length())
        .runFold("", String::concat, materializer);
  }

  private static Source<Message, NotUsed> outgoing(ActorRef<LiveSocket.Command> socket) {
    return ActorSource.<LiveSocket.Outgoing, LiveSocket.Command>actorRefWithBackpressure(
            socket,
            new LiveSocket.Pull(),
            message ->
                message instanceof LiveSocket.Outgoing.End
                    ? Optional.of(CompletionStrategy.immediately())
                    : Optional.empty(),
            _ -> Optional.empty())
        .mapMaterializedValue(
            out -> {
              socket.tell(new LiveSocket.Opened(out));
              return NotUsed.getInstance();
            })
        .map(
            message ->
                switch (message) {
                  case LiveSocket.Outgoing.Text(var json) -> TextMessage.create(json);
                  case LiveSocket.Outgoing.End() -> throw new IllegalStateException("after end");
                });
  }

  /** Browsers send the page's origin with every socket; pages of others have no business here. */
  private boolean isOurs(HttpRequest request) {
    var origin = request.getHeader("Origin").map(HttpHeader::value);
    if (origin.isEmpty() || origins.contains(origin.get())) {
      return true;
    }
    var host = request.getHeader("Host").map(HttpHeader::value).orElse("");
    try {
      return host.equalsIgnoreCase(URI.create(origin.get()).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
