package ai.leadmetrics.protocol.billing;

/** Where a supply goes to, seen from the seller: what decides between CGST with SGST, and IGST. */
public enum Supply {
  INTRA_STATE,
  INTER_STATE,
  /** To a unit in a Special Economic Zone: inter-state wherever it is. */
  SEZ,
  EXPORT
}
