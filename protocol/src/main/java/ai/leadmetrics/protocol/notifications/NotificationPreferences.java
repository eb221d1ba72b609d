package ai.leadmetrics.protocol.notifications;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is told of, by which ways and when.
 *
 * @param channels the ways there are here: bell, mail
 * @param quiet hours in which mail waits; absent for none
 * @param digest whether mail that is not urgent waits for one summary a day
 * @param digestAt when that comes, for example {@code 08:00}
 * @param timeZone IANA name of the clock that all of this goes by
 */
public record NotificationPreferences(
    List<String> channels,
    List<OfType> types,
    @Nullable Quiet quiet,
    boolean digest,
    String digestAt,
    String timeZone) {

  /**
   * @param locked security notices cannot be switched off
   * @param on the channels it goes by
   */
  public record OfType(
      String type, String category, String label, boolean locked, List<String> on) {}

  /**
   * Times of the day as {@code HH:mm}.
   *
   * @param to may be of the next day
   */
  public record Quiet(String from, String to) {}
}
