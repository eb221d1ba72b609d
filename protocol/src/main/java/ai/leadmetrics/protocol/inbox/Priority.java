package ai.leadmetrics.protocol.inbox;

import java.util.Arrays;

/** How soon a person has to look. */
public enum Priority {
  NORMAL(0),
  HIGH(1),
  URGENT(2);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** Stored, and sorted by: the higher, the sooner. */
  public int rank() {
    return rank;
  }

  public static Priority of(int rank) {
    return Arrays.stream(values())
        .filter(priority -> priority.rank == rank)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no priority of rank " + rank));
  }
}
