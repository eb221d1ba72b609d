package ai.leadmetrics.streams.kit;

/** Where an operator is told of what must not go unnoticed. */
@FunctionalInterface
public interface Alarms {
  /**
   * Returns at once and never fails; may be called at any rate.
   *
   * @param code stable, in snake case
   * @param subject what it is about: of one code and subject there is one open alarm, which counts
   * @param detail the latest one is shown
   */
  void raise(String code, String subject, String detail);

  /** Closes an open alarm whose cause has ended, without an operator. */
  default void clear(String code, String subject) {}
}
