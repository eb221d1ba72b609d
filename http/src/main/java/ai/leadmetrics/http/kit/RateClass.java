package ai.leadmetrics.http.kit;

/** How freely an endpoint may be called; the figures are in leadmetrics-http.conf. */
public enum RateClass {
  READ,
  WRITE,
  SIGN_IN
}
