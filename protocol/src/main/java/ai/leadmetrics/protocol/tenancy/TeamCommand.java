package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.notifications.MailAddress;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What can be asked of a tenant's team. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TeamCommand {
  /** Roles of the platform, and of people without a tenant: no team can give them. */
  Set<Role> NOT_FOR_TEAMS =
      Set.copyOf(EnumSet.of(Role.SUPER_ADMIN, Role.NEWCOMER, Role.PENDING_OPERATOR));

  /**
   * Whoever asks.
   *
   * @param operator a user of the platform who acts within the tenant: as an admin, never as owner
   */
  record Author(String user, boolean operator) {
    public static Author member(String user) {
      return new Author(user, false);
    }

    public static Author operator(String user) {
      return new Author(user, true);
    }
  }

  /** Starts the team with the one who registered the business. */
  record FoundTeam(String owner) implements TeamCommand {}

  /** Takes somebody in without an invitation: for the system, never on behalf of a user. */
  record Admit(String user, Role role) implements TeamCommand {
    public Admit {
      requireTeamRole(role);
    }
  }

  /**
   * Invites an address.
   *
   * @param email in lower case
   * @param tokenHash SHA-256 of what stands in the mailed link
   * @param seats how many people the plan allows
   */
  record Invite(
      String invitation,
      String email,
      Role role,
      String tokenHash,
      Author by,
      long seats,
      Instant at,
      Instant expiresAt)
      implements TeamCommand {
    public Invite {
      requireTeamRole(role);
      if (!MailAddress.isValid(email)) {
        throw new InvalidValueException("not an e-mail address");
      }
      if (!expiresAt.isAfter(at)) {
        throw new InvalidValueException("an invitation must not expire before it is sent");
      }
    }
  }

  /** Sends an invitation again: the earlier link stops to work. */
  record RenewInvitation(
      String invitation, String tokenHash, Author by, Instant at, Instant expiresAt)
      implements TeamCommand {}

  record RevokeInvitation(String invitation, Author by) implements TeamCommand {}

  /**
   * Takes up an invitation.
   *
   * @param tokenHash of the link that was followed: one that was replaced since is refused
   */
  record AcceptInvitation(String invitation, String tokenHash, String user, long seats, Instant at)
      implements TeamCommand {}

  record ChangeRole(String user, Role role, Author by) implements TeamCommand {
    public ChangeRole {
      requireTeamRole(role);
    }
  }

  record Remove(String user, Author by) implements TeamCommand {}

  record Leave(String user) implements TeamCommand {}

  record TransferOwnership(String to, Author by) implements TeamCommand {}

  /**
   * Records that a user of the platform works within the tenant from now on.
   *
   * @param visit names this one stay
   */
  record EnterAsOperator(
      String visit, String operator, String name, String reason, Instant at, Instant until)
      implements TeamCommand {
    /** The longest stay. */
    public static final Duration LIMIT = Duration.ofMinutes(60);

    public EnterAsOperator {
      if (reason.isBlank() || reason.length() > 500) {
        throw new InvalidValueException("a reason has 1 to 500 characters");
      }
      if (!until.isAfter(at) || until.isAfter(at.plus(LIMIT))) {
        throw new InvalidValueException("a stay ends within 60 minutes");
      }
    }
  }

  /** The stay is over before its time. */
  record LeaveAsOperator(String visit, String operator) implements TeamCommand {}

  private static void requireTeamRole(Role role) {
    if (NOT_FOR_TEAMS.contains(role)) {
      throw new InvalidValueException(role.wire() + " is not a role within a team");
    }
  }
}
