package ai.leadmetrics.protocol.billing;

/** Why a line stands in a statement. */
public enum StatementKind {
  /** A period began. */
  ALLOWANCE,
  /** A better plan within a period. */
  PLAN_CHANGE,
  /** Allowance that was not used before its period ended. */
  LAPSED,
  GRANT,
  TOP_UP,
  ADJUSTMENT,
  USAGE
}
