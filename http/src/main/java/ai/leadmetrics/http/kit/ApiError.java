package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals that only HTTP knows. */
public enum ApiError implements ErrorCode {
  MALFORMED_REQUEST(400, "Send a well-formed HTTP request."),
  MALFORMED_JSON(400, "Send a well-formed JSON document in UTF-8."),
  BAD_CREDENTIALS(401, "Check the e-mail address and the password."),
  CSRF(403, "Send the header X-Leadmetrics with every write that is signed in by cookie."),
  METHOD_NOT_ALLOWED(405, "Use one of the methods named in the Allow header."),
  NOT_ACCEPTABLE(406, "Accept application/json."),
  TIMEOUT(408, "Send the whole request without long pauses."),
  TOO_LARGE(413, "Send less in one request."),
  UNSUPPORTED_TYPE(415, "Send the body as application/json."),
  UPGRADE_REQUIRED(426, "Open a websocket here."),
  IMPERSONATING(403, "Only the members themselves may do this, not an operator on their behalf."),
  NOT_RECORDED(
      503,
      "It was done but could not be written to the audit log; send it again with the same"
          + " Idempotency-Key."),
  INTERNAL(500, "This is our fault and was logged; quote the request id when you report it.");

  private final int status;
  private final String advice;

  ApiError(int status, String advice) {
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
