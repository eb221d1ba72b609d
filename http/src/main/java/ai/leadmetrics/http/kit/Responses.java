package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.http.scaladsl.model.ExceptionWithErrorInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds responses, and problems out of whatever went wrong. */
public final class Responses {
  public static final ContentType PROBLEM =
      ContentTypes.create(
          MediaTypes.customWithFixedCharset(
              "application", "problem+json", HttpCharsets.UTF_8, Map.of(), false));

  private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

  /** How long a caller waits before asking a database or broker again that was not there. */
  private static final long RETRY_SECONDS = 2;

  private static final HttpHeader FOR_EVER =
      RawHeader.create("Cache-Control", "private, max-age=31536000, immutable");

  private Responses() {}

  public static HttpResponse json(int status, Object body) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(ContentTypes.APPLICATION_JSON, ApiJson.bytes(body));
  }

  static HttpResponse file(FileAnswer file) {
    var type =
        ContentTypes.parse(
            file.mediaType().startsWith("text/")
                ? file.mediaType() + "; charset=UTF-8"
                : file.mediaType());
    var response =
        HttpResponse.create()
            .withEntity(type, file.bytes())
            .addHeader(RawHeader.create("Content-Disposition", file.disposition()));
    return file.lasting() ? response.addHeader(FOR_EVER) : response;
  }

  public static HttpResponse problem(Problem problem, String requestId) {
    return HttpResponse.create()
        .withStatus(problem.status())
        .withEntity(PROBLEM, ApiJson.bytes(problem.at(requestId)));
  }

  public static HttpResponse problem(Throwable failure, String requestId) {
    var cause = unwrap(failure);
    var exception = cause instanceof ProblemException known ? known : translate(cause);
    var problem = exception.problem();
    if (problem.status() >= 500) {
      LOG.atWarn()
          .addKeyValue("request", requestId)
          .addKeyValue("code", problem.code())
          .setCause(problem.status() == 500 ? cause : null)
          .log("request failed: {}", cause.toString());
    }
    var response = problem(problem, requestId);
    return exception.retryAfterSeconds() > 0
        ? response.addHeader(
            RawHeader.create("Retry-After", Long.toString(exception.retryAfterSeconds())))
        : response;
  }

  public static Throwable unwrap(Throwable failure) {
    var cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static ProblemException translate(Throwable cause) {
    if (cause instanceof EntityStreamSizeException) {
      return new ProblemException(ApiError.TOO_LARGE);
    }
    if (cause instanceof InvalidValueException invalid) {
      return ProblemException.invalid(invalid.field(), "invalid", invalid.getMessage());
    }
    if (cause instanceof ExceptionWithErrorInfo) {
      return new ProblemException(ApiError.MALFORMED_REQUEST);
    }
    return isOutage(cause)
        ? new ProblemException(Problem.of(CommonError.UNAVAILABLE), RETRY_SECONDS)
        : new ProblemException(ApiError.INTERNAL);
  }

  /** Whether the database or an entity could not be reached, as against having refused. */
  private static boolean isOutage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return true;
      }
      if (cause instanceof SQLException sql) {
        var state = sql.getSQLState();
        // 08 connection, 53 out of resources, 57 shutting down; null: none of them from the pool
        return state == null
            || state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57");
      }
    }
    return false;
  }
}
