package ai.leadmetrics.streams.agents;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.kit.Database;
import java.util.List;
import java.util.Optional;

/**
 * An entity's own events, read by the journal's primary key: never behind, unlike a read model,
 * which may not have seen yet what an agent is to answer.
 */
final class EntityHistory {
  private final Database database;

  EntityHistory(Database database) {
    this.database = database;
  }

  /** The first few events, of which one opens the entity, and the last {@code limit}, in order. */
  List<Object> tail(String kind, EntityId id, int limit) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select event_payload from public.event_journal j
                        where j.persistence_id = :id
                          and (j.sequence_number <= 5
                               or j.sequence_number > (select max(m.sequence_number)
                                                       from public.event_journal m
                                                       where m.persistence_id = :id) - :limit)
                        order by j.sequence_number
                        """)
                    .bind("id", persistenceId(kind, id))
                    .bind("limit", limit)
                    .map((row, _) -> event(kind, row.getBytes(1)))
                    .list());
  }

  /** The latest event of one of the stored types, for example {@code lead-qualified}. */
  Optional<Object> last(String kind, EntityId id, List<String> types) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select event_payload from public.event_journal j
                        where j.persistence_id = :id and j.event_ser_manifest in (<manifests>)
                        order by j.sequence_number desc limit 1
                        """)
                    .bind("id", persistenceId(kind, id))
                    .bindList("manifests", types.stream().map(type -> kind + '/' + type).toList())
                    .map((row, _) -> event(kind, row.getBytes(1)))
                    .findOne());
  }

  private static String persistenceId(String kind, EntityId id) {
    return kind + '|' + id.key();
  }

  private static Object event(String kind, byte[] json) {
    return EventCodec.read(kind, json).event();
  }
}
