package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Position;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the journal in the one order in which nothing can still appear behind the reader: by
 * transaction, and only transactions older than any that still runs.
 */
final class Journal {
  // The column must not be aliased to its own name: ORDER BY would take the alias, a bigint, and
  // miss the index.
  private static final String AFTER =
      """
      select j.tx::text::bigint as tx_number, j.ordering as row_number, j.persistence_id,
             j.sequence_number, j.write_timestamp, j.event_ser_manifest,
             j.event_payload
      from public.event_journal j
      where (j.tx, j.ordering) > (?::text::xid8, ?)
        and j.tx < pg_snapshot_xmin(pg_current_snapshot())
      order by j.tx, j.ordering
      limit ?
      """;

  private static final String LATEST =
      AFTER
          .replace("where (j.tx, j.ordering) > (?::text::xid8, ?)\n  and", "where")
          .replace("order by j.tx, j.ordering", "order by j.tx desc, j.ordering desc");

  private static final String OF_KINDS =
      AFTER.replace("order by", "and split_part(j.persistence_id, '|', 1) = any (?)\norder by");

  private static final String BEHIND =
      """
      select count(*), min(t.write_timestamp)
      from (select j.write_timestamp from public.event_journal j
            where (j.tx, j.ordering) > (?::text::xid8, ?)
            order by j.tx, j.ordering limit ?) t
      """;

  private static final String HEAD =
      """
      select j.tx::text::bigint as tx_number, j.ordering as row_number
      from public.event_journal j
      where j.tx < pg_snapshot_xmin(pg_current_snapshot())
      order by j.tx desc, j.ordering desc
      offset ? limit 1
      """;

  private Journal() {}

  /** The next rows, at most {@code limit}. */
  static List<JournalRow> after(Connection connection, Position position, int limit)
      throws SQLException {
    try (var statement = connection.prepareStatement(AFTER)) {
      statement.setString(1, Long.toString(position.tx()));
      statement.setLong(2, position.ordering());
      statement.setInt(3, limit);
      return rows(statement.executeQuery(), limit);
    }
  }

  /** The newest rows, oldest first. */
  static List<JournalRow> latest(Connection connection, int limit) throws SQLException {
    try (var statement = connection.prepareStatement(LATEST)) {
      statement.setInt(1, limit);
      return rows(statement.executeQuery(), limit).reversed();
    }
  }

  /** The next rows of some aggregates. */
  static List<JournalRow> after(
      Connection connection, Position position, int limit, List<String> kinds) throws SQLException {
    try (var statement = connection.prepareStatement(OF_KINDS)) {
      statement.setString(1, Long.toString(position.tx()));
      statement.setLong(2, position.ordering());
      statement.setArray(3, connection.createArrayOf("text", kinds.toArray()));
      statement.setInt(4, limit);
      return rows(statement.executeQuery(), limit);
    }
  }

  /**
   * What is committed after a position, readable yet or not.
   *
   * @param count at most the limit it was asked with
   * @param oldest epoch milliseconds, 0 where there is none
   */
  record Behind(long count, long oldest) {}

  static Behind behind(Connection connection, Position position, int limit) throws SQLException {
    try (var statement = connection.prepareStatement(BEHIND)) {
      statement.setString(1, Long.toString(position.tx()));
      statement.setLong(2, position.ordering());
      statement.setInt(3, limit);
      try (var result = statement.executeQuery()) {
        result.next();
        return new Behind(result.getLong(1), result.getLong(2));
      }
    }
  }

  /** The position of the newest readable row but {@code skip}. */
  static Position head(Connection connection, int skip) throws SQLException {
    try (var statement = connection.prepareStatement(HEAD)) {
      statement.setInt(1, skip);
      try (var result = statement.executeQuery()) {
        return result.next() ? new Position(result.getLong(1), result.getLong(2)) : Position.START;
      }
    }
  }

  private static List<JournalRow> rows(ResultSet results, int limit) throws SQLException {
    try (var result = results) {
      var rows = new ArrayList<JournalRow>(Math.min(limit, 256));
      while (result.next()) {
        rows.add(
            new JournalRow(
                new Position(result.getLong(1), result.getLong(2)),
                result.getString(3),
                result.getLong(4),
                result.getLong(5),
                result.getString(6),
                result.getBytes(7)));
      }
      return rows;
    }
  }
}
