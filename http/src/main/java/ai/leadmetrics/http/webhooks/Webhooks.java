package ai.leadmetrics.http.webhooks;

import ai.leadmetrics.http.kit.ApiError;
import ai.leadmetrics.http.kit.Bodies;
import ai.leadmetrics.http.kit.Problem;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.http.kit.RateLimits;
import ai.leadmetrics.http.kit.Responses;
import ai.leadmetrics.http.kit.Visits;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.streams.kit.Door;
import ai.leadmetrics.streams.kit.Door.Outcome;
import ai.leadmetrics.streams.kit.Headers;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * {@code /webhooks/<source>/<endpoint key>}. Thousands of these come in each second, so nothing
 * happens here that does not have to: no routing tree, no parsing, no log line for what went well.
 */
public final class Webhooks {
  public static final String PREFIX = "/webhooks/";

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final HttpHeader ALLOW = RawHeader.create("Allow", "GET, POST");
  private static final HttpHeader NOSNIFF = RawHeader.create("X-Content-Type-Options", "nosniff");
  private static final HttpResponse TAKEN = HttpResponse.create().withStatus(200);

  private final Door door;
  private final Bodies bodies;
  private final RateLimits rates;
  private final Visits visits;
  private final long maxBody;

  public Webhooks(Door door, Bodies bodies, RateLimits rates, Visits visits, Config root) {
    this.door = door;
    this.rates = rates;
    this.bodies = bodies;
    this.visits = visits;
    this.maxBody = root.getBytes("leadmetrics.ingest.max-body");
  }

  /** Answers any request whose path starts with {@link #PREFIX}; never fails. */
  public CompletionStage<HttpResponse> handle(HttpRequest request, String path) {
    CompletionStage<HttpResponse> answer;
    try {
      answer = dispatch(request, path);
    } catch (ProblemException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer.exceptionally(failure -> refused(request, failure));
  }

  private CompletionStage<HttpResponse> dispatch(HttpRequest request, String path) {
    int slash = path.indexOf('/', PREFIX.length());
    if (slash < 0) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
    var source = path.substring(PREFIX.length(), slash);
    var key = path.substring(slash + 1);
    var method = request.method();
    if (method.equals(HttpMethods.POST)) {
      return deliver(request, source, key);
    }
    if (method.equals(HttpMethods.GET)) {
      return handshake(request, source, key);
    }
    throw new ProblemException(ApiError.METHOD_NOT_ALLOWED);
  }

  /** What senders write, a site's form in either. */
  private static final Set<MediaType> TYPES =
      Set.of(MediaTypes.APPLICATION_JSON, MediaTypes.APPLICATION_X_WWW_FORM_URLENCODED);

  private CompletionStage<HttpResponse> deliver(HttpRequest request, String source, String key) {
    if (!TYPES.contains(request.entity().getContentType().mediaType())) {
      throw new ProblemException(ApiError.UNSUPPORTED_TYPE);
    }
    Headers headers = name -> request.getHeader(name).map(HttpHeader::value).orElse(null);
    return door.addressee(source, key, visits.source(request))
        .thenCompose(
            addressee ->
                switch (addressee) {
                  case Door.Addressee.Known(var tenant) ->
                      rates
                          .take(RateClass.WEBHOOK, tenant)
                          .thenCompose(
                              allowance ->
                                  within(
                                      allowance,
                                      request,
                                      () ->
                                          bodies.use(
                                              request,
                                              maxBody,
                                              tenant.value(),
                                              raw ->
                                                  door.accept(
                                                      source, key, headers, raw.toArrayUnsafe()))));
                  case Door.Addressee.Unknown(var why) -> throw problem(why);
                });
  }

  /** Answers within the allowance; every answer, also a refusal, says how much of it is left. */
  private CompletionStage<HttpResponse> within(
      RateLimits.Allowance allowance,
      HttpRequest request,
      Supplier<CompletionStage<Outcome>> delivery) {
    CompletionStage<Outcome> outcome;
    try {
      allowance.require();
      outcome = delivery.get();
    } catch (ProblemException e) {
      outcome = CompletableFuture.failedFuture(e);
    }
    return outcome
        .thenApply(
            done ->
                switch (done) {
                  case Outcome.Accepted() -> TAKEN;
                  case Outcome.Refused refused -> throw problem(refused);
                })
        .exceptionally(failure -> refused(request, failure))
        .thenApply(response -> response.addHeaders(allowance.headers()));
  }

  private static ProblemException problem(Outcome.Refused why) {
    return new ProblemException(
        Problem.of(new Rejection(why.code(), why.status(), why.detail())),
        seconds(why.retryAfter()));
  }

  private CompletionStage<HttpResponse> handshake(HttpRequest request, String source, String key) {
    bodies.discard(request);
    var query = new LinkedHashMap<String, String>();
    request.getUri().query().toList().forEach(pair -> query.put(pair.first(), pair.second()));
    return door.addressee(source, key, visits.source(request))
        .thenCompose(
            addressee ->
                addressee instanceof Door.Addressee.Known
                    ? door.handshake(source, key, query)
                    : CompletableFuture.completedFuture(Optional.<String>empty()))
        .thenApply(
            text ->
                HttpResponse.create()
                    .withEntity(
                        ContentTypes.TEXT_PLAIN_UTF8,
                        text.orElseThrow(() -> new ProblemException(CommonError.FORBIDDEN)))
                    .addHeader(NOSNIFF));
  }

  private HttpResponse refused(HttpRequest request, Throwable failure) {
    bodies.discard(request);
    var path = request.getUri().path();
    var requestId = Visits.requestId(request);
    var response = Responses.problem(failure, requestId).addHeader(NOSNIFF);
    // Of endpoints that do not exist anybody can send thousands a second: the metric counts them.
    LOG.atLevel(response.status().intValue() == 404 ? Level.DEBUG : Level.INFO)
        .addKeyValue("request", requestId)
        .addKeyValue("endpoint", shown(path))
        .addKeyValue("method", request.method().value())
        .addKeyValue("status", response.status().intValue())
        .log("delivery refused");
    return response.status().intValue() == 405 ? response.addHeader(ALLOW) : response;
  }

  /** Enough of the path to tell endpoints apart; the key itself lets one deliver. */
  private static String shown(String path) {
    int end = Math.min(path.length(), path.indexOf('/', PREFIX.length()) + 5);
    var start = path.substring(0, Math.max(end, Math.min(path.length(), PREFIX.length())));
    return start.replaceAll("[^\\w/-]", "?") + '…';
  }

  private static long seconds(@Nullable Duration retry) {
    return retry == null ? 0 : Math.max(1, retry.plusMillis(999).toSeconds());
  }
}
