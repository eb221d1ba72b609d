package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.ErrorCode;
import ai.leadmetrics.protocol.kit.Rejection;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a refused request is answered with (RFC 9457).
 *
 * @param detail what the caller can do about it
 * @param code stable; programs decide by it
 * @param instance the request id, to be quoted in reports
 * @param errors the fields that are wrong, where fields are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    @Nullable String instance,
    @Nullable List<FieldError> errors) {

  /**
   * One wrong field.
   *
   * @param field its path, for example {@code text} or {@code fields.phone}
   * @param code stable, for example {@code required}
   */
  public record FieldError(String field, String code, String message) {}

  public static Problem of(ErrorCode code) {
    return of(code, code.advice(), null);
  }

  public static Problem of(ErrorCode code, String detail, @Nullable List<FieldError> errors) {
    return of(code.code(), code.status(), detail, errors);
  }

  public static Problem of(Rejection rejection) {
    return of(rejection.code(), rejection.status(), rejection.detail(), null);
  }

  private static Problem of(
      String code, int status, String detail, @Nullable List<FieldError> errors) {
    return new Problem(
        "urn:leadmetrics:problem:" + code, title(code), status, detail, code, null, errors);
  }

  Problem at(String requestId) {
    return new Problem(type, title, status, detail, code, "urn:request:" + requestId, errors);
  }

  private static String title(String code) {
    return code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1).replace('_', ' ');
  }
}
