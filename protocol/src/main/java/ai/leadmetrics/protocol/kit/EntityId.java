package ai.leadmetrics.protocol.kit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The address of an entity: its tenant and its local id, a prefix naming the kind and 32 hex digits
 * ({@code acme:conv_0199…}). The tenant is part of the id, so no lookup can cross tenants by
 * forgetting a clause. Users of the API see the local id only.
 */
public record EntityId(TenantId tenant, String local) {
  private static final Pattern LOCAL = Pattern.compile("[a-z]{3,5}_[0-9a-z-]{2,40}");

  public EntityId {
    if (!LOCAL.matcher(local).matches()) {
      throw new IllegalArgumentException("not an entity id: " + local);
    }
  }

  /** Reads {@code tenant:local}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static EntityId parse(String key) {
    int colon = key.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not an entity key: " + key);
    }
    return new EntityId(new TenantId(key.substring(0, colon)), key.substring(colon + 1));
  }

  /** A new, time-ordered id of a kind. */
  public static EntityId next(TenantId tenant, Kind kind) {
    return new EntityId(tenant, Ids.next(kind));
  }

  /**
   * The id that follows from others: two callers who know the same parts agree without asking
   * anyone.
   */
  public static EntityId derived(TenantId tenant, Kind kind, String... parts) {
    return new EntityId(tenant, Ids.derived(kind, parts));
  }

  /** The one entity of a kind that a tenant has. */
  public static EntityId only(TenantId tenant, Kind kind) {
    return derived(tenant, kind, tenant.value());
  }

  /** The one entity that stands for a tenant itself. */
  public static EntityId ofTenant(TenantId tenant) {
    return only(tenant, Kind.TENANT);
  }

  /** {@code tenant:local}: the sharding, journal and Kafka key. */
  @JsonValue
  public String key() {
    return tenant.value() + ':' + local;
  }

  public boolean is(Kind kind) {
    return local.startsWith(kind.prefix());
  }

  @Override
  public String toString() {
    return key();
  }
}
