package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.JournalTail;
import ai.leadmetrics.streams.kit.LiveNotice;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What a live client missed while it was away. */
public final class LiveQueries {
  private final JournalTail tail;

  public LiveQueries(Database database) {
    this.tail = new JournalTail(database);
  }

  /**
   * What was missed.
   *
   * @param complete false where it was too much to tell: fetch everything
   */
  public record Missed(List<LiveNotice> notices, boolean complete) {}

  /** A place in the journal that a client can resume from later. */
  public CompletionStage<Position> position() {
    return tail.position();
  }

  /**
   * The notices of a tenant after a position, from the journal. A view may still have to apply the
   * latest of them: whoever is subscribed hears of those again when it has.
   */
  public CompletionStage<Missed> since(TenantId tenant, Position position) {
    return tail.since(tenant, position)
        .thenApply(
            found ->
                found
                    .map(
                        events ->
                            new Missed(
                                events.stream()
                                    .flatMap(
                                        event ->
                                            Contexts.views().stream()
                                                .flatMap(view -> view.notices(event).stream()))
                                    .toList(),
                                true))
                    .orElseGet(() -> new Missed(List.of(), false)));
  }
}
