package ai.leadmetrics.protocol.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an endpoint can require of a user. The wire name of {@code INBOX_READ} is inbox.read. */
public enum Permission {
  INBOX_READ,
  INBOX_REPLY,
  LEADS_READ,
  LEADS_WRITE,
  AGENTS_READ,
  CHANNELS_MANAGE,
  OPS_READ,
  OPS_MANAGE;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
