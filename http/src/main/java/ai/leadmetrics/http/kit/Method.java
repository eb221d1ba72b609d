package ai.leadmetrics.http.kit;

import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.jspecify.annotations.Nullable;

/** The methods that endpoints use. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE;

  /** The method of a request, or null where no endpoint can have it. */
  static @Nullable Method of(HttpMethod method) {
    return switch (method.value()) {
      case "GET", "HEAD" -> GET;
      case "POST" -> POST;
      case "PUT" -> PUT;
      case "PATCH" -> PATCH;
      case "DELETE" -> DELETE;
      default -> null;
    };
  }

  public boolean writes() {
    return this != GET;
  }
}
