package ai.leadmetrics.http.portal;

import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Responses;
import ai.leadmetrics.protocol.kit.CommonError;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The API document, and Swagger UI to browse it: served from here, so it works offline. */
public final class ApiDocs {
  public static final String DOCUMENT = "/api/v1/openapi.json";
  public static final String PAGE = "/api/docs";

  private final byte[] document;
  private final Files swagger = new Files("META-INF/resources/webjars/swagger-ui/" + version());
  private final Files own = new Files("api-docs");

  public ApiDocs(JsonNode document) {
    this.document = document.toPrettyString().getBytes(StandardCharsets.UTF_8);
  }

  /** Answers {@link #DOCUMENT} and whatever is at or below {@link #PAGE}; empty for the rest. */
  public Optional<HttpResponse> handle(HttpRequest request, String path, String requestId) {
    if (path.equals(DOCUMENT)) {
      return Optional.of(
          HttpResponse.create()
              .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, document))
              .addHeader(RawHeader.create("Cache-Control", Files.ASK_AGAIN)));
    }
    if (path.equals(PAGE) || path.equals(PAGE + '/')) {
      return own.serve(request, "index.html", Files.ASK_AGAIN);
    }
    if (path.startsWith(PAGE + '/')) {
      var name = path.substring(PAGE.length() + 1);
      return own.serve(request, name, Files.ASK_AGAIN)
          .or(() -> swagger.serve(request, name, Files.ASK_AGAIN))
          .or(
              () ->
                  Optional.of(
                      Responses.problem(new ProblemException(CommonError.NOT_FOUND), requestId)));
    }
    return Optional.empty();
  }

  private static String version() {
    var name = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (var in = ApiDocs.class.getResourceAsStream(name)) {
      var properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "missing");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
