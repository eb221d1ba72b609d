package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.TenantId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The one way in which queries of the API reach the read models: the rows of one tenant and no
 * others. The statement names its main table's alias in {@code :tenant(alias)}, which becomes the
 * tenant clause; joins go by the tenant's column too.
 */
public final class TenantSql {
  private static final String MARK = ":tenant(";

  private TenantSql() {}

  /**
   * @throws IllegalArgumentException when the statement has no tenant clause
   */
  public static Query query(Handle handle, TenantId tenant, String sql) {
    return handle.createQuery(clause(sql)).bind("tenant", tenant.value());
  }

  static String clause(String sql) {
    int start = sql.indexOf(MARK);
    int end = sql.indexOf(')', start);
    if (start < 0 || end < 0) {
      throw new IllegalArgumentException("a query without tenant clause: " + sql);
    }
    var alias = sql.substring(start + MARK.length(), end);
    return sql.substring(0, start) + alias + ".tenant = :tenant" + sql.substring(end + 1);
  }
}
