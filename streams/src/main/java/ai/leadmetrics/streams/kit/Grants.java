package ai.leadmetrics.streams.kit;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * After each migration: what the nodes' user may do with tables that belong to another role. Rows
 * are read and written; the audit log is only added to, and neither it nor the list of migrations
 * can be altered.
 */
final class Grants implements Callback {
  private final String user;

  Grants(String user) {
    this.user = user;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try (var statement = context.getConnection().createStatement()) {
      for (var sql : statements(statement.enquoteIdentifier(user, true))) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the user of the nodes could not be given its rights", e);
    }
  }

  private static List<String> statements(String to) {
    return List.of(
        "grant usage on schema core, public to " + to,
        "grant select, insert, update, delete on all tables in schema core, public to " + to,
        "grant usage, select on all sequences in schema core, public to " + to,
        "revoke update, delete on core.audit from " + to,
        "revoke insert, update, delete on core.flyway_schema_history from " + to);
  }

  @Override
  public String getCallbackName() {
    return "grants";
  }
}
