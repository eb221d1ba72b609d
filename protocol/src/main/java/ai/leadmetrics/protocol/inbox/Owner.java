package ai.leadmetrics.protocol.inbox;

/** Who answers a conversation. */
public enum Owner {
  AI,
  HUMAN
}
