package ai.leadmetrics.protocol.inbox;

/** Which conversations a list shows. */
public enum InboxFilter {
  ALL,
  AI,
  HUMAN,
  ATTENTION
}
