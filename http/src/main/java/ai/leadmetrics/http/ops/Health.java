package ai.leadmetrics.http.ops;

import ai.leadmetrics.http.kit.Authenticator;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Responses;
import ai.leadmetrics.http.kit.Visit;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.streams.ops.HealthQueries;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * What orchestrators and monitoring ask. Everything here is open except the metrics, which go to
 * callers on the same host, or with the permission ops.read.
 */
public final class Health {
  /** Of what tells whether the node lives, and whether it is ready. */
  public static final String PREFIX = "/health/";

  private final HealthQueries checks;
  private final Authenticator authenticator;
  private final Optional<PrometheusMeterRegistry> metrics;
  private final Map<String, String> version = version();

  /** Whether the node can do its work, and which part cannot. */
  record Readiness(String status, Map<String, String> parts) {}

  public Health(
      HealthQueries checks,
      Authenticator authenticator,
      Optional<PrometheusMeterRegistry> metrics) {
    this.checks = checks;
    this.authenticator = authenticator;
    this.metrics = metrics;
  }

  /** Empty for paths that are not of its concern. */
  public Optional<CompletionStage<HttpResponse>> handle(
      HttpRequest request, String path, Visit visit) {
    return switch (path) {
      case "/health/live" -> now(Responses.json(200, Map.of("status", "up")));
      case "/health/ready" -> Optional.of(ready());
      case "/version" -> now(Responses.json(200, version));
      case "/metrics" -> Optional.of(metrics(request, visit));
      default -> Optional.empty();
    };
  }

  private static Optional<CompletionStage<HttpResponse>> now(HttpResponse response) {
    return Optional.of(CompletableFuture.completedFuture(response.addHeader(noStore())));
  }

  private CompletionStage<HttpResponse> ready() {
    return checks
        .check()
        .thenApply(
            parts -> {
              boolean up = parts.values().stream().allMatch("up"::equals);
              return Responses.json(up ? 200 : 503, new Readiness(up ? "up" : "down", parts))
                  .addHeader(noStore());
            });
  }

  private CompletionStage<HttpResponse> metrics(HttpRequest request, Visit visit) {
    return allowed(request)
        .thenApply(
            allowed -> {
              if (!allowed) {
                throw new ProblemException(CommonError.FORBIDDEN);
              }
              return HttpResponse.create()
                  .withEntity(
                      ContentTypes.TEXT_PLAIN_UTF8,
                      metrics.map(PrometheusMeterRegistry::scrape).orElse(""));
            })
        .exceptionally(failure -> Responses.problem(failure, visit.requestId()));
  }

  private CompletionStage<Boolean> allowed(HttpRequest request) {
    // A proxy on this host hands on what comes from elsewhere: it says so, and loses the privilege.
    if (request.getHeader("X-Forwarded-For").isEmpty() && isLocal(request)) {
      return CompletableFuture.completedFuture(true);
    }
    try {
      return authenticator
          .authenticate(request)
          .thenApply(session -> session.may(Permission.OPS_READ));
    } catch (ProblemException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static boolean isLocal(HttpRequest request) {
    return request
        .getAttribute(AttributeKeys.remoteAddress)
        .flatMap(remote -> remote.getAddress())
        .filter(address -> address.isLoopbackAddress())
        .isPresent();
  }

  private static HttpHeader noStore() {
    return RawHeader.create("Cache-Control", "no-store");
  }

  private static Map<String, String> version() {
    try (var in = Health.class.getResourceAsStream("/leadmetrics-version.properties")) {
      var properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return Map.of(
          "version", properties.getProperty("version", "unknown"),
          "java", Runtime.version().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
