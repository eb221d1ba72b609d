package ai.leadmetrics.protocol.inbox;

/** How soon a person has to look; the later, the sooner. */
public enum Priority {
  NORMAL,
  HIGH,
  URGENT
}
