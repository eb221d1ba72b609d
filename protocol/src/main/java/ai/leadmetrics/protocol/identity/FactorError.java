package ai.leadmetrics.protocol.identity;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of second factors, passkeys and accounts elsewhere. */
public enum FactorError implements ErrorCode {
  WRONG_CODE(403, "Type the newest code; one that was used is not taken again."),
  WRONG_PASSWORD(403, "Type the password of this account."),
  SIGN_IN_AGAIN(403, "Sign in again, then repeat this within a few minutes."),
  SIGN_IN_OVER(410, "This sign-in was completed or took too long: start again."),
  TWO_STEP_ON(409, "Turn two-step sign-in off before setting up another app."),
  TWO_STEP_OFF(409, "Turn two-step sign-in on first."),
  PASSKEY_REFUSED(403, "Try again, or sign in another way."),
  PASSKEY_KNOWN(409, "This passkey is registered already."),
  TOO_MANY_PASSKEYS(409, "Delete a passkey that is not in use any more."),
  ARRIVAL_REFUSED(403, "The other site's answer does not hold: start again."),
  ADDRESS_NOT_VOUCHED(
      403,
      "The other site does not vouch for your e-mail address: sign in another way and link the"
          + " account among the security settings."),
  ACCOUNT_TAKEN(409, "This account is linked to somebody else, or you have linked another one."),
  ISSUER_UNAVAILABLE(503, "The other site does not answer: try again, or sign in another way.");

  private final int status;
  private final String advice;

  FactorError(int status, String advice) {
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
