package ai.leadmetrics.streams.kit;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A read model. Its tables live in a PostgreSQL schema of the view's name, created by {@code
 * db/view/<name>.sql}; both that script and {@link #apply} write unqualified table names, so that a
 * rebuild can fill a second set of tables beside the one in use. Queries qualify them.
 */
public interface View {
  /** Also the schema: lower-case letters. */
  String name();

  /** The contexts whose events it reads. */
  List<String> contexts();

  /**
   * Writes what the events change; called in the transaction that also stores how far the view has
   * come. Events of one entity are in order; none comes twice.
   */
  void apply(Handle handle, List<EventRecord> batch);

  /** What live clients are told of an event once it is applied. */
  List<LiveNotice> notices(EventRecord event);
}
