package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of a team. */
public enum TeamError implements ErrorCode {
  TEAM_NOT_FOUND(404, "This business has no team yet."),
  NOT_A_MEMBER(404, "There is no such person in this team."),
  ABOVE_OWN_ROLE(403, "Ask somebody whose role has these permissions."),
  OWNER_ONLY(403, "Ask the owner of the business."),
  OWNER_STAYS(409, "Hand the ownership to another member first."),
  ALREADY_MEMBER(409, "This person belongs to the team already."),
  ALREADY_INVITED(409, "This address is invited already; send that invitation again."),
  TEAM_FULL(409, "A team has room for 500 people and 200 open invitations."),
  INVITATION_USED(409, "This invitation was used already; sign in instead."),
  INVITATION_GONE(410, "Ask for a new invitation: this one has expired or was withdrawn."),
  INVITED_OTHER(403, "Sign in with the address that the invitation was sent to."),
  ACCOUNT_EXISTS(409, "There is an account with this address; sign in to accept the invitation.");

  private final int status;
  private final String advice;

  TeamError(int status, String advice) {
    this.status = status;
    this.advice = advice;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String advice() {
    return advice;
  }
}
