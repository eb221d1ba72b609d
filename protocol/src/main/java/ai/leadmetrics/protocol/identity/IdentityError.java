package ai.leadmetrics.protocol.identity;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of accounts and sessions. */
public enum IdentityError implements ErrorCode {
  LOCKED_OUT(429, "Too many attempts failed: wait for 30 minutes, or reset the password."),
  ACCOUNT_DISABLED(403, "This account was switched off; ask whoever runs the platform."),
  EMAIL_NOT_VERIFIED(403, "Open the link in the mail we sent, or ask for another one."),
  LINK_INVALID(410, "This link was used or has expired; ask for another one."),
  TOO_MANY_MAILS(429, "Several mails are on their way already; look for them, or wait an hour."),
  SECOND_STEP_REQUIRED(
      403, "Operators need two-step sign-in: set up an authenticator app, or use a passkey.");

  private final int status;
  private final String advice;

  IdentityError(int status, String advice) {
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
