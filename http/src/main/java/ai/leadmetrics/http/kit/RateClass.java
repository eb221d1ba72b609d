package ai.leadmetrics.http.kit;

/** How freely an endpoint may be called; the figures are in leadmetrics-http.conf. */
public enum RateClass {
  READ,
  WRITE,
  SIGN_IN,
  /** Wrong passwords of one source, whomever it tries. */
  GUESS,
  /** What ends in a mail to whomever the caller names. */
  MAIL,
  /** Deliveries to the webhooks of a tenant. */
  WEBHOOK
}
