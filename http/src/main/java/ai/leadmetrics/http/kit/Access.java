package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.identity.Permission;

/** Who may use an endpoint, and whose data it touches. */
public sealed interface Access {
  /** Anybody, signed in or not. */
  record Everyone() implements Access {}

  /** Any signed-in user; touches only what belongs to them. */
  record SignedIn() implements Access {}

  /** Users with the permission, on the data of their own tenant. */
  record Tenant(Permission permission) implements Access {}

  /** Users of the platform with the permission, across tenants. */
  record Platform(Permission permission) implements Access {}
}
