package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.TenantId;
import java.time.temporal.Temporal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that people want to know of.
 *
 * @param tenant whose business it is; {@link Audience.Platform} is told about it all the same
 * @param type name of a notice type, for example {@code conversation-waiting}
 * @param values what its texts ask for
 * @param dates what its texts ask for as well: instants and months, which everybody reads by their
 *     own clock
 * @param link path within the portal where the thing itself is, for example {@code /inbox/conv_1}
 * @param about the user it is about: the texts have their name, and they are not told themselves
 */
public record Notice(
    TenantId tenant,
    Audience audience,
    String type,
    Map<String, String> values,
    Map<String, Temporal> dates,
    String link,
    @Nullable String about) {
  public Notice {
    values = Map.copyOf(values);
    dates = Map.copyOf(dates);
  }

  public Notice(
      TenantId tenant, Audience audience, String type, Map<String, String> values, String link) {
    this(tenant, audience, type, values, Map.of(), link, null);
  }

  /** The same with another date in its texts. */
  public Notice dated(String name, Temporal date) {
    var more = new HashMap<>(dates);
    more.put(name, date);
    return new Notice(tenant, audience, type, values, more, link, about);
  }

  /** The same, about a user. */
  public Notice about(String user) {
    return new Notice(tenant, audience, type, values, dates, link, user);
  }
}
