package ai.leadmetrics.streams.crm;

import ai.leadmetrics.entities.crm.PersonNames;
import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides who is who among some identifiers: what is known, and what is to be added. */
final class Identities {
  /** An identifier of one tenant. */
  record OwnedIdentifier(TenantId tenant, Identifier identifier) {}

  /**
   * A row to store.
   *
   * @param name given with the identifier
   * @param shared whether the identifier stands for another contact
   */
  record Link(EntityId contact, @Nullable String name, boolean shared) {}

  /** What tells a contact from others who share an identifier. */
  record Profile(Set<String> emails, Set<String> names) {
    Profile() {
      this(new HashSet<>(), new HashSet<>());
    }

    void add(Identifier identifier, @Nullable String name) {
      if (identifier.kind() == Identifier.Kind.EMAIL) {
        emails.add(identifier.value());
      }
      if (name != null) {
        names.add(name);
      }
    }

    /** Somebody of another name and with another address: one sign alone is not enough. */
    boolean isOfSomebodyElse(List<Identifier> identifiers, @Nullable String name) {
      var given = emailsOf(identifiers);
      return name != null
          && !given.isEmpty()
          && !emails.isEmpty()
          && given.stream().noneMatch(emails::contains)
          && !names.isEmpty()
          && names.stream().noneMatch(known -> PersonNames.alike(known, name));
    }
  }

  /** The order in which rows are written: the same everywhere, so that no two writers deadlock. */
  private static final Comparator<OwnedIdentifier> ORDER =
      Comparator.comparing(OwnedIdentifier::tenant)
          .thenComparing(key -> key.identifier().kind())
          .thenComparing(key -> key.identifier().value());

  private final Map<OwnedIdentifier, EntityId> known;
  private final Map<EntityId, Profile> profiles;
  private final SortedMap<OwnedIdentifier, Link> added = new TreeMap<>(ORDER);
  private final SortedMap<OwnedIdentifier, Link> shared = new TreeMap<>(ORDER);

  Identities(Map<OwnedIdentifier, EntityId> known, Map<EntityId, Profile> profiles) {
    this.known = new HashMap<>(known);
    this.profiles = new HashMap<>(profiles);
  }

  private static List<String> emailsOf(List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(identifier -> identifier.kind() == Identifier.Kind.EMAIL)
        .map(Identifier::value)
        .toList();
  }

  /** The contact that the surest known identifier belongs to. */
  Optional<EntityId> find(TenantId tenant, List<Identifier> identifiers) {
    return owners(tenant, identifiers).stream().findFirst();
  }

  /** Those whom the identifiers belong to, by the surest first. */
  private List<EntityId> owners(TenantId tenant, List<Identifier> identifiers) {
    return identifiers.stream()
        .sorted(Comparator.comparing(Identifier::kind))
        .map(identifier -> known.get(new OwnedIdentifier(tenant, identifier)))
        .filter(contact -> contact != null)
        .distinct()
        .toList();
  }

  /**
   * The first of them who can be the person, or a new contact; identifiers that nobody had become
   * theirs. One that belongs to somebody else stays there: two people may share a phone or a
   * mailbox.
   */
  EntityId resolve(TenantId tenant, List<Identifier> identifiers, @Nullable String name) {
    var contact =
        owners(tenant, identifiers).stream()
            .filter(owner -> !profile(owner).isOfSomebodyElse(identifiers, name))
            .findFirst()
            .orElseGet(() -> EntityId.next(tenant, Kind.CONTACT));
    for (var identifier : identifiers) {
      var key = new OwnedIdentifier(tenant, identifier);
      var owner = known.putIfAbsent(key, contact);
      if (owner == null) {
        added.put(key, new Link(contact, name, false));
        profile(contact).add(identifier, name);
      } else if (!owner.equals(contact)) {
        shared.put(key, new Link(contact, name, true));
      }
    }
    return contact;
  }

  private Profile profile(EntityId contact) {
    return profiles.computeIfAbsent(contact, _ -> new Profile());
  }

  /** Identifiers that nobody had, in the order to store them. */
  SortedMap<OwnedIdentifier, Link> added() {
    return added;
  }

  /** Identifiers that a contact uses and another one is known by. */
  SortedMap<OwnedIdentifier, Link> shared() {
    return shared;
  }

  Map<OwnedIdentifier, EntityId> known() {
    return known;
  }
}
