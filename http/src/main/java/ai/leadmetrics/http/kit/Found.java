package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.CommonError;
import java.util.Optional;

/** Answers 404 for what is absent, and alike for what belongs to another tenant. */
public final class Found {
  private Found() {}

  /** The value that a query found. */
  public static <T> T require(Optional<T> result) {
    return result.orElseThrow(() -> new ProblemException(CommonError.NOT_FOUND));
  }

  /**
   * For changes that tell whether there was anything to change.
   *
   * @return true
   */
  public static boolean require(boolean known) {
    if (!known) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
    return true;
  }
}
