package ai.leadmetrics.streams.crm;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.crm.Identities.OwnedIdentifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** The table {@code core.identifier}, read and extended by whole batches. */
final class IdentifierTable {
  private static final int MAX_TRIES = 10;
  private static final String SELECT =
      """
      select i.tenant, i.kind, i.value, i.contact
      from unnest(?, ?, ?) as k (tenant, kind, value)
      join core.identifier i
        on i.tenant = k.tenant and i.kind = k.kind and i.value = k.value
      """;
  private static final String INSERT =
      """
      insert into core.identifier (tenant, kind, value, contact)
      select * from unnest(?, ?, ?, ?)
      on conflict do nothing
      """;

  private IdentifierTable() {}

  /** What was decided, and what is known since. */
  record Answers(List<Optional<EntityId>> contacts, Map<OwnedIdentifier, EntityId> known) {}

  /** Somebody else stored one of our identifiers meanwhile: decide again, knowing that. */
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static Answers decide(
      Jdbi jdbi,
      List<OwnedIdentifier> keys,
      Function<Identities, List<Optional<EntityId>>> decision) {
    for (int tries = 1; ; tries++) {
      try {
        return jdbi.inTransaction(
            handle -> {
              var who = new Identities(select(handle.getConnection(), keys));
              var contacts = decision.apply(who);
              insert(handle.getConnection(), who.added());
              return new Answers(contacts, who.known());
            });
      } catch (Overtaken e) {
        if (tries == MAX_TRIES) {
          throw new IllegalStateException("identifiers could not be stored", e);
        }
      } catch (SQLException e) {
        throw new IllegalStateException("identifiers could not be read or stored", e);
      }
    }
  }

  private static Map<OwnedIdentifier, EntityId> select(
      Connection connection, List<OwnedIdentifier> keys) throws SQLException {
    var known = new HashMap<OwnedIdentifier, EntityId>();
    try (var statement = connection.prepareStatement(SELECT)) {
      statement.setArray(1, texts(connection, keys, key -> key.tenant().value()));
      statement.setArray(2, texts(connection, keys, key -> key.identifier().kind().name()));
      statement.setArray(3, texts(connection, keys, key -> key.identifier().value()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var tenant = new TenantId(rows.getString(1));
          var kind = Identifier.Kind.valueOf(rows.getString(2));
          known.put(
              new OwnedIdentifier(tenant, new Identifier(kind, rows.getString(3))),
              new EntityId(tenant, rows.getString(4)));
        }
      }
    }
    return known;
  }

  /** Waits for others who are storing the same, and then gives way to them. */
  private static void insert(Connection connection, Map<OwnedIdentifier, EntityId> added)
      throws SQLException {
    if (added.isEmpty()) {
      return;
    }
    var keys = added.keySet();
    try (var statement = connection.prepareStatement(INSERT)) {
      statement.setArray(1, texts(connection, keys, key -> key.tenant().value()));
      statement.setArray(2, texts(connection, keys, key -> key.identifier().kind().name()));
      statement.setArray(3, texts(connection, keys, key -> key.identifier().value()));
      statement.setArray(4, texts(connection, added.values(), EntityId::local));
      if (statement.executeUpdate() < added.size()) {
        throw new Overtaken();
      }
    }
  }

  private static <T> java.sql.Array texts(
      Connection connection, Collection<T> items, Function<T, String> text) throws SQLException {
    return connection.createArrayOf("text", items.stream().map(text).toArray());
  }
}
