package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.identity.Permission;

/** Who is to be told. */
public sealed interface Audience {
  /** One person, in any tenant or in none. */
  record User(String id) implements Audience {}

  /** The members of the tenant whose role includes a permission. */
  record Holding(Permission permission) implements Audience {}

  /** The users of the platform whose role includes a permission. */
  record Platform(Permission permission) implements Audience {}
}
