package ai.leadmetrics.protocol.identity;

/** Ways to show a second factor at sign-in. */
public enum FactorMethod {
  /** The code of an authenticator app. */
  TOTP,
  /** One of the codes for the day the phone is lost. */
  BACKUP_CODE,
  PASSKEY
}
