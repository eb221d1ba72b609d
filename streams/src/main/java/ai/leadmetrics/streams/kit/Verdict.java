package ai.leadmetrics.streams.kit;

/** Whether a delivery comes from whom it says and may be kept. */
public sealed interface Verdict {
  record Verified() implements Verdict {}

  /** The sender is told {@code status}, a stable {@code code} and what is wrong. */
  record Refused(int status, String code, String detail) implements Verdict {}

  Verdict VERIFIED = new Verified();

  /** The code of a delivery that another secret may have signed. */
  String SIGNATURE_WRONG = "signature_wrong";
}
