package ai.leadmetrics.streams.crm;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides who is who among some identifiers: what is known, and what is to be added. */
final class Identities {
  /** An identifier of one tenant. */
  record OwnedIdentifier(TenantId tenant, Identifier identifier) {}

  /** The order in which rows are written: the same everywhere, so that no two writers deadlock. */
  private static final Comparator<OwnedIdentifier> ORDER =
      Comparator.comparing(OwnedIdentifier::tenant)
          .thenComparing(key -> key.identifier().kind())
          .thenComparing(key -> key.identifier().value());

  private final Map<OwnedIdentifier, EntityId> known;
  private final SortedMap<OwnedIdentifier, EntityId> added = new TreeMap<>(ORDER);

  Identities(Map<OwnedIdentifier, EntityId> known) {
    this.known = new HashMap<>(known);
  }

  /** The contact that the surest known identifier belongs to. */
  Optional<EntityId> find(TenantId tenant, List<Identifier> identifiers) {
    return identifiers.stream()
        .sorted(Comparator.comparing(Identifier::kind))
        .map(identifier -> known.get(new OwnedIdentifier(tenant, identifier)))
        .filter(contact -> contact != null)
        .findFirst();
  }

  /**
   * The same, or a new contact; identifiers that nobody had become theirs. One that belongs to
   * somebody else stays there: two people may share a mailbox.
   */
  EntityId resolve(TenantId tenant, List<Identifier> identifiers) {
    var contact = find(tenant, identifiers).orElseGet(() -> EntityId.next(tenant, Kind.CONTACT));
    for (var identifier : identifiers) {
      var key = new OwnedIdentifier(tenant, identifier);
      if (known.putIfAbsent(key, contact) == null) {
        added.put(key, contact);
      }
    }
    return contact;
  }

  /** What has to be stored, in the order to store it. */
  SortedMap<OwnedIdentifier, EntityId> added() {
    return added;
  }

  Map<OwnedIdentifier, EntityId> known() {
    return known;
  }
}
