package ai.leadmetrics.streams.identity;

import com.typesafe.config.Config;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Asks issuers, who may be slow or send too much. Redirects are not followed: a configured address
 * is the one that is asked. Blocks, so callers bring a thread of their own.
 */
final class OidcHttp {
  private final HttpClient client;
  private final Duration timeout;
  private final long maxBody;

  /** Reads {@code leadmetrics.auth.providers}. */
  OidcHttp(Config config, Executor threads) {
    this.timeout = config.getDuration("timeout");
    this.maxBody = config.getBytes("max-body");
    this.client =
        HttpClient.newBuilder()
            .executor(threads)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** The body of a 200. */
  String get(URI address) {
    return ask(HttpRequest.newBuilder(OidcProvider.requireSafe(address)).GET());
  }

  /** The body of a 200. */
  String post(URI address, String form) {
    return ask(
        HttpRequest.newBuilder(OidcProvider.requireSafe(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private String ask(HttpRequest.Builder builder) {
    var request = builder.timeout(timeout).header("Accept", "application/json").build();
    try {
      var response = client.send(request, this::limited);
      if (response.statusCode() != 200) {
        throw new OidcException(
            request.uri() + " answered " + response.statusCode(), response.statusCode() >= 500);
      }
      return response.body();
    } catch (IOException e) {
      throw new OidcException(request.uri() + " did not answer: " + e.getMessage(), true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OidcException(request.uri() + " was not waited for", true);
    }
  }

  private BodySubscriber<String> limited(HttpResponse.ResponseInfo info) {
    var bytes = new ByteArrayOutputStream();
    return BodySubscribers.mapping(
        BodySubscribers.ofByteArrayConsumer(
            part ->
                part.ifPresent(
                    more -> {
                      if (bytes.size() + more.length > maxBody) {
                        throw new UncheckedIOException(new IOException("more than " + maxBody));
                      }
                      bytes.writeBytes(more);
                    })),
        _ -> bytes.toString(StandardCharsets.UTF_8));
  }
}
