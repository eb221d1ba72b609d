package ai.leadmetrics.protocol.inbox;

/** What a provider reports of a message we sent. */
public enum DeliveryStatus {
  SENT,
  DELIVERED,
  READ,
  FAILED
}
