package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a plan has a number for. */
public enum Limit {
  AGENTS,
  CHANNELS,
  SEATS,
  CONTACTS,
  CREDITS_PER_MONTH,
  TOKENS_PER_MONTH;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
