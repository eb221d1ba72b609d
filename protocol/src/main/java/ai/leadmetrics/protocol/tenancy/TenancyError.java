package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of tenants and their channels. */
public enum TenancyError implements ErrorCode {
  TENANT_NOT_FOUND(404, "There is no such tenant."),
  TENANT_EXISTS(409, "Choose another id for the tenant."),
  CHANNEL_EXISTS(409, "This number is connected already; disconnect it there first.");

  private final int status;
  private final String advice;

  TenancyError(int status, String advice) {
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
