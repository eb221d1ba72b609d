package ai.leadmetrics.streams.notifications;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A way to tell people. Another one is a class of this and a line in {@link NoticeChannels}. */
interface NoticeChannel {
  /** As in {@code notices/types.json} and in what people choose. */
  String name();

  /** Whether there is this way here at all: it may lack its settings. */
  default boolean isOffered() {
    return true;
  }

  /** Whether it wakes people up: it keeps quiet hours then. */
  default boolean isLoud() {
    return true;
  }

  /** Whether what is not urgent waits for the daily summary of those who want one. */
  default boolean isSummed() {
    return false;
  }

  /** Where it reaches somebody now; empty: not at all. */
  List<String> addresses(Handle handle, Person person);

  /**
   * Hands a notice on, within the transaction that writes it: once, however often its event comes.
   *
   * @param due not to be delivered earlier
   */
  void tell(Handle handle, Told told, String address, Instant due);

  /** Who takes what this way has put into the outbox to its reader; empty where it puts nothing. */
  default Optional<Carrier> carrier() {
    return Optional.empty();
  }
}
