package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.identity.IdentityError;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.CommonError;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.Accept;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves declared endpoints: finds, authorises, binds, validates, calls, renders. */
public final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,100}");
  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

  /** An endpoint with what is derived from it once. */
  private record Served<C, Q extends Record, R>(
      Endpoint<C, Q, R> endpoint, Binder<Q> binder, Binder.@Nullable Part body) {
    static <C, Q extends Record, R> Served<C, Q, R> of(Endpoint<C, Q, R> endpoint) {
      var binder = new Binder<>(endpoint.request());
      binder.check(
          Router.parameters(endpoint.route().path()).stream()
              .collect(Collectors.toMap(name -> name, name -> name)));
      return new Served<>(endpoint, binder, binder.body());
    }
  }

  private final Router<Served<?, ?, ?>> router = new Router<>();
  private final Authenticator authenticator;
  private final List<Gate> gates;
  private final RateLimits rates;
  private final Auditor auditor;
  private final MeterRegistry metrics;
  private final Bodies bodies;
  private final long maxBody;

  /**
   * @param http {@code leadmetrics.http}
   */
  public Api(
      List<Endpoint<?, ?, ?>> endpoints,
      Authenticator authenticator,
      List<Gate> gates,
      RateLimits rates,
      AuditLog audit,
      Clock clock,
      MeterRegistry metrics,
      Bodies bodies,
      Config http) {
    this.authenticator = authenticator;
    this.gates = List.copyOf(gates);
    this.rates = rates;
    this.auditor = new Auditor(audit, clock);
    this.metrics = metrics;
    this.bodies = bodies;
    this.maxBody = http.getBytes("max-body");
    var ids = new HashSet<String>();
    for (var endpoint : endpoints) {
      var route = endpoint.route();
      if (!ids.add(route.id())) {
        throw new IllegalArgumentException("two endpoints are called " + route.id());
      }
      router.add(route.method(), route.path(), Served.of(endpoint));
    }
  }

  /** Answers a request under {@code /api}; never fails. */
  public CompletionStage<HttpResponse> handle(HttpRequest request, Visit visit) {
    CompletionStage<HttpResponse> answer;
    try {
      answer = dispatch(request, visit);
    } catch (RuntimeException e) {
      bodies.discard(request);
      answer = CompletableFuture.failedFuture(e);
    }
    return answer
        .exceptionally(failure -> Responses.problem(failure, visit.requestId()))
        .thenApply(
            response ->
                response.getHeader("Cache-Control").isPresent()
                    ? response
                    : response.addHeader(NO_STORE));
  }

  private CompletionStage<HttpResponse> dispatch(HttpRequest request, Visit visit) {
    var found = find(request);
    return switch (found) {
      case Router.Found.Nowhere<Served<?, ?, ?>>() ->
          throw new ProblemException(CommonError.NOT_FOUND);
      case Router.Found.OtherMethods<Served<?, ?, ?>>(var allowed) -> {
        bodies.discard(request);
        yield CompletableFuture.completedFuture(otherMethods(request, visit, allowed));
      }
      case Router.Found.Here<Served<?, ?, ?>>(var served, var parameters) -> {
        if (!served.endpoint.servesFile()) {
          requireAcceptable(request);
        }
        yield serve(served, new Incoming(request, visit, parameters, new AtomicReference<>()));
      }
    };
  }

  private Router.Found<Served<?, ?, ?>> find(HttpRequest request) {
    try {
      return router.find(Method.of(request.method()), request.getUri().path());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ApiError.MALFORMED_REQUEST);
    }
  }

  private static HttpResponse otherMethods(HttpRequest request, Visit visit, Set<Method> allowed) {
    var allow =
        RawHeader.create(
            "Allow", allowed.stream().map(Method::name).collect(Collectors.joining(", ")));
    return request.method().value().equals("OPTIONS")
        ? HttpResponse.create().withStatus(204).addHeader(allow)
        : Responses.problem(Problem.of(ApiError.METHOD_NOT_ALLOWED), visit.requestId())
            .addHeader(allow);
  }

  /** A request with the values of the path's parameters. */
  private record Incoming(
      HttpRequest request,
      Visit visit,
      Map<String, String> path,
      AtomicReference<RateLimits.@Nullable Allowance> allowance)
      implements Binder.Source {
    /** Keeps the allowance for the response's headers; throws where it is used up. */
    Incoming within(RateLimits.Allowance taken) {
      allowance.set(taken);
      taken.require();
      return this;
    }

    List<HttpHeader> headers() {
      var taken = allowance.get();
      return taken == null ? List.of() : taken.headers();
    }

    @Override
    public @Nullable String path(String name) {
      return path.get(name);
    }

    @Override
    public @Nullable String query(String name) {
      return request.getUri().query().get(name).orElse(null);
    }

    @Override
    public @Nullable String header(String name) {
      return request.getHeader(name).map(HttpHeader::value).orElse(null);
    }
  }

  private <C, Q extends Record, R> CompletionStage<HttpResponse> serve(
      Served<C, Q, R> served, Incoming incoming) {
    long started = System.nanoTime();
    return caller(served.endpoint, incoming)
        .thenCompose(caller -> call(served, incoming, caller))
        .handle(
            (response, failure) -> {
              HttpResponse rendered;
              if (failure == null) {
                rendered = response;
              } else {
                bodies.discard(incoming.request);
                auditor.refused(served.endpoint, incoming.visit, incoming.path, failure);
                rendered = Responses.problem(failure, incoming.visit.requestId());
              }
              record(served.endpoint, incoming, rendered.status().intValue(), started);
              return rendered.addHeaders(incoming.headers());
            });
  }

  /** Authenticates, authorises and counts; the only place where a handler's caller is made. */
  @SuppressWarnings("unchecked") // Endpoint's stages tie C to the access
  private <C> CompletionStage<C> caller(Endpoint<C, ?, ?> endpoint, Incoming incoming) {
    return (CompletionStage<C>)
        switch (endpoint.access()) {
          case Access.Everyone() ->
              rates
                  .take(endpoint.rate(), incoming.visit.source())
                  .thenApply(allowance -> incoming.within(allowance).visit);
          case Access.SignedIn() ->
              signedIn(endpoint, incoming).thenCompose(caller -> admit(caller, endpoint, caller));
          case Access.Tenant(var permission) ->
              signedIn(endpoint, incoming)
                  .thenApply(caller -> ofTenant(caller, permission))
                  .thenCompose(caller -> admit(caller.caller(), endpoint, caller));
          case Access.Platform(var permission) ->
              signedIn(endpoint, incoming)
                  .thenApply(caller -> ofPlatform(caller, permission))
                  .thenCompose(caller -> admit(caller, endpoint, caller));
        };
  }

  private <T> CompletionStage<T> admit(Caller caller, Endpoint<?, ?, ?> endpoint, T admitted) {
    CompletionStage<T> answer = CompletableFuture.completedFuture(admitted);
    if (!endpoint.isAlwaysOpen()) {
      for (var gate : gates) {
        answer = answer.thenCompose(same -> gate.admit(caller, endpoint).thenApply(_ -> same));
      }
    }
    return answer;
  }

  private CompletionStage<Caller> signedIn(Endpoint<?, ?, ?> endpoint, Incoming incoming) {
    return authenticator
        .authenticate(incoming.request)
        .thenCompose(
            session -> {
              incoming.visit.trail().of(session);
              if (endpoint.isPersonal() && session.impersonator() != null) {
                throw new ProblemException(ApiError.IMPERSONATING);
              }
              // The role has no permissions either; this says why, and closes what needs none.
              if (session.role() == Role.PENDING_OPERATOR && !endpoint.isAlwaysOpen()) {
                throw new ProblemException(IdentityError.SECOND_STEP_REQUIRED);
              }
              return rates
                  .take(endpoint.rate(), session)
                  .thenApply(
                      allowance ->
                          new Caller(
                              session,
                              incoming.within(allowance).visit,
                              command(session, incoming)));
            });
  }

  private static Caller.OfTenant ofTenant(Caller caller, Permission permission) {
    var tenant = caller.session().tenant();
    if (tenant == null || !caller.session().may(permission)) {
      throw new ProblemException(CommonError.FORBIDDEN);
    }
    return new Caller.OfTenant(tenant, caller);
  }

  private static Caller ofPlatform(Caller caller, Permission permission) {
    if (caller.session().tenant() != null || !caller.session().may(permission)) {
      throw new ProblemException(CommonError.FORBIDDEN);
    }
    return caller;
  }

  private static String command(Session session, Incoming incoming) {
    var key = incoming.header("Idempotency-Key");
    if (key != null && !KEY.matcher(key).matches()) {
      throw ProblemException.invalid(
          "Idempotency-Key", "invalid", "must be 1 to 100 visible ASCII characters");
    }
    return "api:" + session.user() + ":" + (key == null ? UUID.randomUUID().toString() : key);
  }

  private <C, Q extends Record, R> CompletionStage<HttpResponse> call(
      Served<C, Q, R> served, Incoming incoming, C caller) {
    var part = served.body;
    if (part == null) {
      bodies.discard(incoming.request);
      return call(served, incoming, caller, null);
    }
    if (!incoming
        .request
        .entity()
        .getContentType()
        .mediaType()
        .equals(MediaTypes.APPLICATION_JSON)) {
      throw new ProblemException(ApiError.UNSUPPORTED_TYPE);
    }
    return bodies.use(
        incoming.request,
        maxBody,
        owner(caller),
        bytes -> call(served, incoming, caller, JsonBody.read(bytes.toArrayUnsafe(), part.type())));
  }

  /** Whose share of the memory for bodies is used. */
  private static String owner(Object caller) {
    return switch (caller) {
      case Caller.OfTenant member -> member.tenant().value();
      case Caller someone -> someone.user();
      case Visit visit -> visit.source();
      default -> throw new IllegalArgumentException(caller.getClass().getName());
    };
  }

  private <C, Q extends Record, R> CompletionStage<HttpResponse> call(
      Served<C, Q, R> served, Incoming incoming, C caller, @Nullable Object body) {
    var endpoint = served.endpoint;
    var request =
        served.binder.bind(
            incoming, caller instanceof Caller.OfTenant member ? member.tenant() : null, body);
    Validation.check(request);
    if (body != null) {
      Validation.check(body);
    }
    incoming.visit.trail().asked(request);
    return endpoint
        .handler()
        .handle(caller, request)
        .thenCompose(
            answer ->
                auditor
                    .done(endpoint, incoming.visit, incoming.path, answer)
                    .thenApply(_ -> render(endpoint, answer)));
  }

  private static HttpResponse render(Endpoint<?, ?, ?> endpoint, Answer<?> answer) {
    var response =
        answer.body() instanceof FileAnswer file
            ? Responses.file(file)
            : endpoint.response() == null
                ? HttpResponse.create().withStatus(endpoint.status())
                : Responses.json(endpoint.status(), answer.body());
    return answer.headers().isEmpty() ? response : response.addHeaders(answer.headers());
  }

  private static void requireAcceptable(HttpRequest request) {
    for (var header : request.getHeaders()) {
      if (header instanceof Accept accept) {
        for (var range : accept.getMediaRanges()) {
          if (range.matches(MediaTypes.APPLICATION_JSON)) {
            return;
          }
        }
        throw new ProblemException(ApiError.NOT_ACCEPTABLE);
      }
    }
  }

  private void record(Endpoint<?, ?, ?> endpoint, Incoming incoming, int status, long started) {
    long nanos = System.nanoTime() - started;
    var id = endpoint.route().id();
    metrics
        .timer("leadmetrics.http.requests", "endpoint", id, "status", Integer.toString(status))
        .record(nanos, TimeUnit.NANOSECONDS);
    LOG.atDebug()
        .addKeyValue("request", incoming.visit.requestId())
        .addKeyValue("endpoint", id)
        .addKeyValue("status", status)
        .addKeyValue("micros", nanos / 1000)
        .addKeyValue("address", incoming.visit.address())
        .log("request");
  }
}
