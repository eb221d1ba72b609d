package ai.leadmetrics.streams.inbox;

/** What became of an element of a delivery. */
sealed interface Result {
  /**
   * It is dealt with.
   *
   * @param outcome for the metric
   */
  record Done(String outcome) implements Result {}

  /** It goes to the dead letters. */
  record Dead(String reason, String detail) implements Result {}
}
