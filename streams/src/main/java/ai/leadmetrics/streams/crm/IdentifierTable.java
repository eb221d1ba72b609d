package ai.leadmetrics.streams.crm;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.crm.Identities.Link;
import ai.leadmetrics.streams.crm.Identities.OwnedIdentifier;
import ai.leadmetrics.streams.crm.Identities.Profile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The table {@code core.identifier}, read and extended by whole batches. */
final class IdentifierTable {
  private static final int MAX_TRIES = 10;
  private static final String SELECT =
      """
      select i.tenant, i.kind, i.value, i.contact
      from unnest(?, ?, ?) as k (tenant, kind, value)
      join core.identifier i
        on i.tenant = k.tenant and i.kind = k.kind and i.value = k.value
      where not i.shared
      """;
  private static final String PROFILES =
      """
      select i.tenant, i.kind, i.value, i.contact, i.name
      from (select distinct * from unnest(?, ?) as o (tenant, contact)) o
      join core.identifier i on i.tenant = o.tenant and i.contact = o.contact
      where i.name is not null or i.kind = 'EMAIL'
      """;
  private static final String INSERT =
      """
      insert into core.identifier (tenant, kind, value, contact, name, shared)
      select *, ? from unnest(?, ?, ?, ?, ?)
      on conflict do nothing
      """;
  private static final String OWNER =
      """
      select contact, replaced from core.identifier
      where tenant = ? and kind = ? and value = ? and not shared for update
      """;
  private static final String RELEASE =
      """
      delete from core.identifier
      where tenant = ? and kind = ? and (value = ? and contact = ? or value = ? and not shared)
      """;
  private static final String TAKE =
      """
      insert into core.identifier as i (tenant, kind, value, contact, replaced)
      values (?, ?, ?, ?, ?)
      on conflict (tenant, kind, value, contact)
        do update set shared = false, replaced = excluded.replaced
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
              var connection = handle.getConnection();
              var known = select(connection, keys);
              var who = new Identities(known, profiles(connection, keys, known));
              var contacts = decision.apply(who);
              if (insert(connection, who.added(), false) < who.added().size()) {
                throw new Overtaken();
              }
              insert(connection, who.shared(), true);
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

  /** Of the owners, where an address may tell them apart. */
  private static Map<EntityId, Profile> profiles(
      Connection connection, List<OwnedIdentifier> keys, Map<OwnedIdentifier, EntityId> known)
      throws SQLException {
    var profiles = new HashMap<EntityId, Profile>();
    if (keys.stream().noneMatch(key -> key.identifier().kind() == Identifier.Kind.EMAIL)) {
      return profiles;
    }
    try (var statement = connection.prepareStatement(PROFILES)) {
      statement.setArray(1, texts(connection, known.values(), id -> id.tenant().value()));
      statement.setArray(2, texts(connection, known.values(), EntityId::local));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var contact = new EntityId(new TenantId(rows.getString(1)), rows.getString(4));
          var kind = Identifier.Kind.valueOf(rows.getString(2));
          profiles
              .computeIfAbsent(contact, _ -> new Profile())
              .add(new Identifier(kind, rows.getString(3)), rows.getString(5));
        }
      }
    }
    return profiles;
  }

  /** Waits for others who are storing the same, and then gives way to them. */
  private static int insert(Connection connection, Map<OwnedIdentifier, Link> links, boolean shared)
      throws SQLException {
    if (links.isEmpty()) {
      return 0;
    }
    var keys = links.keySet();
    try (var statement = connection.prepareStatement(INSERT)) {
      statement.setBoolean(1, shared);
      statement.setArray(2, texts(connection, keys, key -> key.tenant().value()));
      statement.setArray(3, texts(connection, keys, key -> key.identifier().kind().name()));
      statement.setArray(4, texts(connection, keys, key -> key.identifier().value()));
      statement.setArray(5, texts(connection, links.values(), link -> link.contact().local()));
      statement.setArray(6, texts(connection, links.values(), Link::name));
      return statement.executeUpdate();
    }
  }

  /**
   * Gives a number to the owner of another one, who has that no more; does nothing where it was
   * done before.
   *
   * @return the person, where anybody had the old number
   */
  static Optional<EntityId> move(Jdbi jdbi, TenantId tenant, Identifier from, Identifier to) {
    return jdbi.inTransaction(
        handle -> {
          var owner = owner(handle, tenant, from);
          var taken = owner(handle, tenant, to);
          if (taken != null && from.value().equals(taken.replaced())) {
            return Optional.of(taken.contact());
          }
          if (owner == null) {
            return Optional.ofNullable(taken).map(Owner::contact);
          }
          var contact = owner.contact().local();
          handle.execute(
              RELEASE, tenant.value(), from.kind().name(), from.value(), contact, to.value());
          handle.execute(TAKE, tenant.value(), to.kind().name(), to.value(), contact, from.value());
          return Optional.of(owner.contact());
        });
  }

  private record Owner(EntityId contact, @Nullable String replaced) {}

  private static @Nullable Owner owner(Handle handle, TenantId tenant, Identifier identifier) {
    return handle
        .select(OWNER, tenant.value(), identifier.kind().name(), identifier.value())
        .map((row, _) -> new Owner(new EntityId(tenant, row.getString(1)), row.getString(2)))
        .findOne()
        .orElse(null);
  }

  private static <T> java.sql.Array texts(
      Connection connection, Collection<T> items, Function<T, @Nullable String> text)
      throws SQLException {
    return connection.createArrayOf("text", items.stream().map(text).toArray());
  }
}
