package ai.leadmetrics.entities.tenancy;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.entities.tenancy.TeamState.Invitation;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.tenancy.TeamCommand;
import ai.leadmetrics.protocol.tenancy.TeamCommand.AcceptInvitation;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Admit;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Author;
import ai.leadmetrics.protocol.tenancy.TeamCommand.ChangeRole;
import ai.leadmetrics.protocol.tenancy.TeamCommand.EnterAsOperator;
import ai.leadmetrics.protocol.tenancy.TeamCommand.FoundTeam;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Invite;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Leave;
import ai.leadmetrics.protocol.tenancy.TeamCommand.LeaveAsOperator;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Remove;
import ai.leadmetrics.protocol.tenancy.TeamCommand.RenewInvitation;
import ai.leadmetrics.protocol.tenancy.TeamCommand.RevokeInvitation;
import ai.leadmetrics.protocol.tenancy.TeamCommand.TransferOwnership;
import ai.leadmetrics.protocol.tenancy.TeamError;
import ai.leadmetrics.protocol.tenancy.TeamEvent;
import ai.leadmetrics.protocol.tenancy.TeamEvent.InvitationRenewed;
import ai.leadmetrics.protocol.tenancy.TeamEvent.InvitationRevoked;
import ai.leadmetrics.protocol.tenancy.TeamEvent.MemberInvited;
import ai.leadmetrics.protocol.tenancy.TeamEvent.MemberJoined;
import ai.leadmetrics.protocol.tenancy.TeamEvent.MemberLeft;
import ai.leadmetrics.protocol.tenancy.TeamEvent.MemberRemoved;
import ai.leadmetrics.protocol.tenancy.TeamEvent.MemberRoleChanged;
import ai.leadmetrics.protocol.tenancy.TeamEvent.OperatorEntered;
import ai.leadmetrics.protocol.tenancy.TeamEvent.OperatorLeft;
import ai.leadmetrics.protocol.tenancy.TeamEvent.OwnershipTransferred;
import ai.leadmetrics.protocol.tenancy.TeamEvent.TeamFounded;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The people of a tenant. There is always an owner, who is an admin: nothing takes that role or the
 * membership from them before the ownership is handed on. Nobody gives or takes permissions they do
 * not have themselves.
 */
public final class Team implements Aggregate<TeamCommand, TeamEvent, TeamState> {
  @Override
  public String name() {
    return "Team";
  }

  @Override
  public String context() {
    return "tenancy";
  }

  @Override
  public Class<TeamCommand> commands() {
    return TeamCommand.class;
  }

  @Override
  public Class<TeamEvent> events() {
    return TeamEvent.class;
  }

  @Override
  public Class<TeamState> states() {
    return TeamState.class;
  }

  @Override
  public TeamState initial() {
    return TeamState.NONE;
  }

  @Override
  public Decision<TeamEvent> decide(TeamState state, TeamCommand command) {
    return switch (command) {
      case FoundTeam(var owner) ->
          state.owner() == null ? accepted(new TeamFounded(owner)) : accepted();
      // What operators do is recorded whatever state the team is in.
      case EnterAsOperator(var visit, var operator, var name, var reason, _, var until) ->
          accepted(new OperatorEntered(visit, operator, name, reason, until));
      case LeaveAsOperator(var visit, var operator) -> accepted(new OperatorLeft(visit, operator));
      case TeamCommand _ when state.owner() == null -> rejected(TeamError.TEAM_NOT_FOUND);
      case Admit(var user, var role) -> admit(state, user, role);
      case Invite invite -> invite(state, invite);
      case RenewInvitation renew -> renew(state, renew);
      case RevokeInvitation(var id, var by) -> revoke(state, id, by);
      case AcceptInvitation accept -> accept(state, accept);
      case ChangeRole(var user, var role, var by) -> changeRole(state, user, role, by);
      case Remove(var user, var by) -> remove(state, user, by);
      case Leave(var user) -> leave(state, user);
      case TransferOwnership(var to, var by) -> transfer(state, to, by);
    };
  }

  private static Decision<TeamEvent> admit(TeamState state, String user, Role role) {
    var known = state.members().get(user);
    if (known == role || state.isOwner(user)) {
      return accepted();
    }
    if (known != null) {
      return accepted(new MemberRoleChanged(user, known, role));
    }
    return state.members().size() >= TeamState.MAX_MEMBERS
        ? rejected(TeamError.TEAM_FULL)
        : accepted(new MemberJoined(user, role, null));
  }

  private static Decision<TeamEvent> invite(TeamState state, Invite invite) {
    if (!covers(state.roleOf(invite.by()), invite.role())) {
      return rejected(TeamError.ABOVE_OWN_ROLE);
    }
    long open = state.open(invite.at());
    boolean invited =
        state.invitations().values().stream()
            .anyMatch(other -> other.isOpen(invite.at()) && other.email().equals(invite.email()));
    if (invited) {
      return rejected(TeamError.ALREADY_INVITED);
    }
    if (open >= TeamState.MAX_INVITATIONS) {
      return rejected(TeamError.TEAM_FULL);
    }
    return state.members().size() + open >= invite.seats()
        ? rejected(BillingError.PLAN_LIMIT)
        : accepted(
            new MemberInvited(
                invite.invitation(),
                invite.email(),
                invite.role(),
                invite.tokenHash(),
                invite.at(),
                invite.expiresAt()));
  }

  private static Decision<TeamEvent> renew(TeamState state, RenewInvitation renew) {
    var invitation = state.invitations().get(renew.invitation());
    if (invitation == null) {
      return rejected(TeamError.INVITATION_GONE);
    }
    return covers(state.roleOf(renew.by()), invitation.role())
        ? accepted(
            new InvitationRenewed(
                renew.invitation(), invitation.email(), renew.tokenHash(), renew.expiresAt()))
        : rejected(TeamError.ABOVE_OWN_ROLE);
  }

  private static Decision<TeamEvent> revoke(TeamState state, String id, Author by) {
    var invitation = state.invitations().get(id);
    if (invitation == null) {
      return accepted();
    }
    return covers(state.roleOf(by), invitation.role())
        ? accepted(new InvitationRevoked(id, invitation.email()))
        : rejected(TeamError.ABOVE_OWN_ROLE);
  }

  private static Decision<TeamEvent> accept(TeamState state, AcceptInvitation accept) {
    var invitation = state.invitations().get(accept.invitation());
    if (invitation == null
        || !invitation.isOpen(accept.at())
        || !invitation.tokenHash().equals(accept.tokenHash())) {
      return rejected(TeamError.INVITATION_GONE);
    }
    if (state.members().containsKey(accept.user())) {
      return rejected(TeamError.ALREADY_MEMBER);
    }
    if (state.members().size() >= TeamState.MAX_MEMBERS) {
      return rejected(TeamError.TEAM_FULL);
    }
    return state.members().size() >= accept.seats()
        ? rejected(BillingError.PLAN_LIMIT)
        : accepted(new MemberJoined(accept.user(), invitation.role(), accept.invitation()));
  }

  private static Decision<TeamEvent> changeRole(
      TeamState state, String user, Role role, Author by) {
    var known = state.members().get(user);
    var own = state.roleOf(by);
    if (known == null) {
      return rejected(TeamError.NOT_A_MEMBER);
    }
    if (!covers(own, known) || !covers(own, role)) {
      return rejected(TeamError.ABOVE_OWN_ROLE);
    }
    if (known == role) {
      return accepted();
    }
    return state.isOwner(user)
        ? rejected(TeamError.OWNER_STAYS)
        : accepted(new MemberRoleChanged(user, known, role));
  }

  private static Decision<TeamEvent> remove(TeamState state, String user, Author by) {
    var known = state.members().get(user);
    if (known == null) {
      return accepted();
    }
    if (!covers(state.roleOf(by), known)) {
      return rejected(TeamError.ABOVE_OWN_ROLE);
    }
    return state.isOwner(user)
        ? rejected(TeamError.OWNER_STAYS)
        : accepted(new MemberRemoved(user, known));
  }

  private static Decision<TeamEvent> leave(TeamState state, String user) {
    var known = state.members().get(user);
    if (known == null) {
      return accepted();
    }
    return state.isOwner(user)
        ? rejected(TeamError.OWNER_STAYS)
        : accepted(new MemberLeft(user, known));
  }

  private static Decision<TeamEvent> transfer(TeamState state, String to, Author by) {
    if (by.operator() || !state.isOwner(by.user())) {
      return rejected(TeamError.OWNER_ONLY);
    }
    var known = state.members().get(to);
    if (known == null) {
      return rejected(TeamError.NOT_A_MEMBER);
    }
    if (state.isOwner(to)) {
      return accepted();
    }
    var events = new ArrayList<TeamEvent>(2);
    if (known != Role.ADMIN) {
      events.add(new MemberRoleChanged(to, known, Role.ADMIN));
    }
    events.add(new OwnershipTransferred(by.user(), to));
    return accepted(events);
  }

  /** Whether {@code own} has every permission of {@code other}. */
  static boolean covers(@Nullable Role own, Role other) {
    return own != null && own.permissions().containsAll(other.permissions());
  }

  @Override
  public TeamState evolve(TeamState state, TeamEvent event) {
    return switch (event) {
      case TeamFounded(var owner) -> state.owned(owner);
      case MemberInvited(var id, var email, var role, var hash, var at, var until) ->
          state.forgetting(at).invited(id, new Invitation(email, role, hash, until));
      case InvitationRenewed(var id, _, var hash, var until) -> state.renewed(id, hash, until);
      case InvitationRevoked(var id, _) -> state.uninvited(id);
      case MemberJoined(var user, var role, var invitation) ->
          state.with(user, role).uninvited(invitation);
      case MemberRoleChanged(var user, _, var to) -> state.with(user, to);
      case MemberRemoved(var user, _) -> state.without(user);
      case MemberLeft(var user, _) -> state.without(user);
      case OwnershipTransferred(_, var to) -> state.owned(to);
      case OperatorEntered _, OperatorLeft _ -> state;
    };
  }
}
