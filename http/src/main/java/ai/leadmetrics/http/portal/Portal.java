package ai.leadmetrics.http.portal;

import ai.leadmetrics.http.kit.ApiError;
import ai.leadmetrics.http.kit.Problem;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Responses;
import ai.leadmetrics.protocol.kit.CommonError;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The web app: its files, and its start page for every address that the app routes itself. */
public final class Portal {
  private static final String INDEX = "index.html";

  private final Files files = new Files("portal");

  /** Answers any path that nothing else answers. */
  public HttpResponse handle(HttpRequest request, String path, String requestId) {
    if (!request.method().equals(HttpMethods.GET) && !request.method().equals(HttpMethods.HEAD)) {
      return Responses.problem(Problem.of(ApiError.METHOD_NOT_ALLOWED), requestId)
          .addHeader(RawHeader.create("Allow", "GET, HEAD"));
    }
    var name = path.substring(1);
    // Vite puts a hash of the content into the names below assets.
    var caching = name.startsWith("assets/") ? Files.FOR_EVER : Files.ASK_AGAIN;
    return files
        .serve(request, name, caching)
        .or(() -> isFile(name) ? Optional.empty() : files.serve(request, INDEX, Files.ASK_AGAIN))
        .orElseGet(() -> Responses.problem(new ProblemException(CommonError.NOT_FOUND), requestId));
  }

  /** A missing file must not be answered with a page. */
  private static boolean isFile(String name) {
    return name.startsWith("assets/") || name.lastIndexOf('.') > name.lastIndexOf('/');
  }
}
