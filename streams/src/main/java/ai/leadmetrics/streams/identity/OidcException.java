package ai.leadmetrics.streams.identity;

/** An issuer that did not play along. */
final class OidcException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean unavailable;

  /**
   * @param unavailable whether it may work when tried again later
   */
  OidcException(String message, boolean unavailable) {
    super(message, null, false, false);
    this.unavailable = unavailable;
  }

  boolean unavailable() {
    return unavailable;
  }
}
