package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened in a tenant's team. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TeamEvent {
  @JsonTypeName("team-founded")
  record TeamFounded(String owner) implements TeamEvent {}

  @JsonTypeName("member-invited")
  record MemberInvited(
      String invitation, String email, Role role, String tokenHash, Instant at, Instant expiresAt)
      implements TeamEvent {}

  /** Sent again, with another link. */
  @JsonTypeName("invitation-renewed")
  record InvitationRenewed(String invitation, String email, String tokenHash, Instant expiresAt)
      implements TeamEvent {}

  @JsonTypeName("invitation-revoked")
  record InvitationRevoked(String invitation, String email) implements TeamEvent {}

  /**
   * Somebody belongs to the team from now on.
   *
   * @param invitation absent where the system took them in
   */
  @JsonTypeName("member-joined")
  record MemberJoined(String user, Role role, @Nullable String invitation) implements TeamEvent {}

  @JsonTypeName("member-role-changed")
  record MemberRoleChanged(String user, Role from, Role to) implements TeamEvent {}

  @JsonTypeName("member-removed")
  record MemberRemoved(String user, Role role) implements TeamEvent {}

  @JsonTypeName("member-left")
  record MemberLeft(String user, Role role) implements TeamEvent {}

  @JsonTypeName("ownership-transferred")
  record OwnershipTransferred(String from, String to) implements TeamEvent {}

  /**
   * A user of the platform works within the tenant.
   *
   * @param visit names this one stay
   */
  @JsonTypeName("operator-entered")
  record OperatorEntered(String visit, String operator, String name, String reason, Instant until)
      implements TeamEvent {}

  @JsonTypeName("operator-left")
  record OperatorLeft(String visit, String operator) implements TeamEvent {}
}
