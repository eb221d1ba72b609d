package ai.leadmetrics.http.kit;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers requests that are not even HTTP the way all others are answered. */
public final class ParsingProblems extends ParsingErrorHandler {
  /** Named so that Pekko finds it. */
  public static final ParsingProblems MODULE$ = new ParsingProblems();

  private ParsingProblems() {}

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    log.debug("malformed request: {}", error.summary());
    var code = status.intValue() == 413 ? ApiError.TOO_LARGE : ApiError.MALFORMED_REQUEST;
    // The parser's own status (414, 431, 501…) says more than 400 would.
    var problem = Problem.of(code);
    return Responses.problem(problem, "unparsed")
        .withStatus(status.intValue())
        .addHeader(Connection.create("close"))
        .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
  }
}
