package ai.leadmetrics.cluster.embedded;

/** A reason not to start, said so that the reader knows what to change. */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String advice;

  public StartupException(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  public String advice() {
    return advice;
  }
}
