package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The plans, from the one that everybody has upwards; what each contains is data. */
public enum PlanId {
  FREE,
  STARTER,
  GROWTH,
  PRO;

  /** The slug: {@code starter}. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such plan
   */
  @JsonCreator
  public static PlanId of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
