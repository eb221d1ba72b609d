package ai.leadmetrics.protocol.crm;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of contacts and leads. */
public enum CrmError implements ErrorCode {
  LEAD_NOT_OPEN(404, "There is no such lead here, or it is not yours."),
  TOO_MANY_IDENTIFIERS(409, "Remove an identifier of this contact before adding another.");

  private final int status;
  private final String advice;

  CrmError(int status, String advice) {
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
