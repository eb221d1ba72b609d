package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Problem.FieldError;
import ai.leadmetrics.http.kit.ProblemException;
import java.util.Map;

/** Turns what is wrong with fields into an answer. */
final class Fields {
  private Fields() {}

  /**
   * @param problems by field
   * @throws ProblemException where there is one
   */
  static void require(Map<String, String> problems) {
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(
          problems.entrySet().stream()
              .map(problem -> new FieldError(problem.getKey(), "invalid", problem.getValue()))
              .toList());
    }
  }
}
