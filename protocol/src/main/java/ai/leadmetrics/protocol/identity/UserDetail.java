package ai.leadmetrics.protocol.identity;

import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * A user with the businesses they belong to.
 *
 * @param sessions on how many devices they are signed in
 * @param twoStep whether an authenticator app is asked for when they sign in
 */
public record UserDetail(
    UserSummary user, List<UserMembership> memberships, int sessions, boolean twoStep) {

  /**
   * What somebody is in a business.
   *
   * @param name of the business
   */
  public record UserMembership(TenantId tenant, String name, Role role, Instant joinedAt) {}

  public UserDetail {
    memberships = List.copyOf(memberships);
  }
}
