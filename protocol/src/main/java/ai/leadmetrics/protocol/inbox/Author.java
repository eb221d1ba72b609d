package ai.leadmetrics.protocol.inbox;

/** Who wrote a message. */
public enum Author {
  CUSTOMER,
  AI,
  HUMAN
}
