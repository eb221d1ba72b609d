package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.notifications.Carrier.Result;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Posts to somebody else's service, and says what is known where there is no answer. Redirects are
 * not followed: an address that was let through is the one that is asked.
 */
final class Outbound {
  private static final int MAX_ANSWER = 64 * 1024;

  private final HttpClient client;
  private final Duration timeout;

  /** The first 64 KiB of an answer. */
  record Answer(int status, String body) {}

  Outbound(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Blocks until there is an answer, or the time is over. */
  Result post(
      URI address, Map<String, String> headers, byte[] body, Function<Answer, Result> read) {
    var request =
        HttpRequest.newBuilder(address).timeout(timeout).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      var response = client.send(request.build(), BodyHandlers.ofInputStream());
      try (var in = response.body()) {
        return read.apply(new Answer(response.statusCode(), text(in)));
      }
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Result.Later("cannot connect to " + address.getHost());
    } catch (IOException e) {
      return e.getCause() instanceof UnresolvedAddressException
          ? new Result.Later("cannot find " + address.getHost())
          : new Result.Unknown(
              address.getHost()
                  + ": "
                  + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Result.Unknown("interrupted");
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
  }
}
