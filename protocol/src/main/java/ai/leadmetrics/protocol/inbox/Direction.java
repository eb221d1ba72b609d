package ai.leadmetrics.protocol.inbox;

/** Which way a message went, seen from the business. */
public enum Direction {
  IN,
  OUT
}
