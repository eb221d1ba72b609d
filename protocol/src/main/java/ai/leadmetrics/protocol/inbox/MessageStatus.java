package ai.leadmetrics.protocol.inbox;

/** How far a message has come, as the API shows it. */
public enum MessageStatus {
  RECEIVED,
  QUEUED,
  SENDING,
  SENT,
  DELIVERED,
  READ,
  FAILED,
  UNKNOWN,
  DROPPED
}
