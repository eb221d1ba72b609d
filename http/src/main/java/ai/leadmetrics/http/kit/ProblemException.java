package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.ErrorCode;
import ai.leadmetrics.protocol.kit.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. Carries no stack trace: it is an answer, not a defect. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final long retryAfterSeconds;

  public ProblemException(ErrorCode code) {
    this(Problem.of(code), 0);
  }

  public ProblemException(Rejection rejection) {
    this(Problem.of(rejection), 0);
  }

  public ProblemException(Problem problem, long retryAfterSeconds) {
    super(problem.code(), null, false, false);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The request is well-formed but these fields are wrong. */
  public static ProblemException invalid(List<Problem.FieldError> errors) {
    return new ProblemException(
        Problem.of(CommonError.INVALID, CommonError.INVALID.advice(), errors), 0);
  }

  public static ProblemException invalid(String field, String code, @Nullable String message) {
    return invalid(
        List.of(new Problem.FieldError(field, code, message == null ? "is wrong" : message)));
  }

  public Problem problem() {
    return problem;
  }

  /** Seconds for the Retry-After header; 0 for none. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
