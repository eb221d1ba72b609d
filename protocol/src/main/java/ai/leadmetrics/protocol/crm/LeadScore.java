package ai.leadmetrics.protocol.crm;

/** How promising a lead is. */
public enum LeadScore {
  UNSCORED,
  COLD,
  WARM,
  HOT
}
