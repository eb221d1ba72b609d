package ai.leadmetrics.protocol.crm;

/** The nine stages of a lead. */
public enum LeadStatus {
  NEW,
  QUALIFYING,
  QUALIFIED,
  APPOINTMENT_BOOKED,
  HANDED_OFF,
  NURTURING,
  CLOSED_WON,
  CLOSED_LOST,
  DISQUALIFIED;

  public boolean isClosed() {
    return this == CLOSED_WON || this == CLOSED_LOST || this == DISQUALIFIED;
  }
}
