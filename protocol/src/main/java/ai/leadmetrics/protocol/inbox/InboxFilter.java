package ai.leadmetrics.protocol.inbox;

/** Which conversations a list shows. */
public enum InboxFilter {
  /** All but spam, as the filters below. */
  ALL,
  AI,
  HUMAN,
  ATTENTION,
  SPAM
}
