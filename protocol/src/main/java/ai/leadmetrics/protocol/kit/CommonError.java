package ai.leadmetrics.protocol.kit;

/** Refusals that every context can give. */
public enum CommonError implements ErrorCode {
  NOT_FOUND(404, "There is no such thing here, or it is not yours."),
  INVALID(400, "Correct the named fields and send the request again."),
  UNAUTHENTICATED(401, "Sign in and send the request with the token."),
  FORBIDDEN(403, "Ask an administrator for the permission."),
  CONFLICT(409, "Fetch the current state and try again."),
  RATE_LIMITED(429, "Wait for the time given in Retry-After."),
  UNAVAILABLE(503, "Nothing was stored; send the same request again in a moment.");

  private final int status;
  private final String advice;

  CommonError(int status, String advice) {
    this.status = status;
    this.advice = advice;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String advice() {
    return advice;
  }
}
