package ai.leadmetrics.protocol.tenancy;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's team is told of until somebody chooses otherwise.
 *
 * @param dailyDigest one mail a day with what happened
 * @param quietFrom local time from which only the bell rings
 * @param quietTo local time until which it does
 */
public record NotificationDefaults(
    boolean newLead,
    boolean hotLead,
    boolean escalation,
    boolean dailyDigest,
    @Nullable LocalTime quietFrom,
    @Nullable LocalTime quietTo) {
  public static final NotificationDefaults NONE =
      new NotificationDefaults(true, true, true, false, null, null);
}
