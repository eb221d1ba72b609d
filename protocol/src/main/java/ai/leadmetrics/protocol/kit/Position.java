package ai.leadmetrics.protocol.kit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A place in the journal: transaction id, then row number. Readers see positions only grow. */
public record Position(long tx, long ordering) implements Comparable<Position> {
  public static final Position START = new Position(0, 0);

  /** Reads {@code <tx>.<ordering>}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Position parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1) {
      throw new IllegalArgumentException("not a position: " + text);
    }
    return new Position(
        Long.parseLong(text, 0, dot, 10), Long.parseLong(text, dot + 1, text.length(), 10));
  }

  @Override
  public int compareTo(Position other) {
    int byTx = Long.compare(tx, other.tx);
    return byTx != 0 ? byTx : Long.compare(ordering, other.ordering);
  }

  public boolean isAfter(Position other) {
    return compareTo(other) > 0;
  }

  @JsonValue
  @Override
  public String toString() {
    return tx + "." + ordering;
  }
}
