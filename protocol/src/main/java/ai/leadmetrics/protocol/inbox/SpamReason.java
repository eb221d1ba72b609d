package ai.leadmetrics.protocol.inbox;

/** Why a message looks like spam. */
public enum SpamReason {
  /** A field that people do not see was filled in. */
  HONEYPOT,
  LINKS,
  /** BBCode or HTML. */
  MARKUP,
  /** Offers links, rankings, crypto, loans and the like. */
  SALES_PHRASES,
  DISPOSABLE_ADDRESS,
  GIBBERISH_NAME,
  TOO_FAST,
  /** In a script that hardly anybody uses where the business is. */
  FOREIGN_SCRIPT
}
