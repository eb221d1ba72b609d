package ai.leadmetrics.protocol.kit;

import java.util.Locale;

/**
 * A stable name for one way a request can be refused. Implemented by one enum per context; the wire
 * form is the constant's name in lower case and never changes.
 */
public interface ErrorCode {
  String name();

  /** The HTTP status an API caller gets. */
  int status();

  /** What the caller can do about it, one sentence. */
  String advice();

  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
