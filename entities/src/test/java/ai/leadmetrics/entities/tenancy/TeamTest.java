package ai.leadmetrics.entities.tenancy;

import static ai.leadmetrics.entities.kit.Given.given;
import static ai.leadmetrics.protocol.identity.Role.ADMIN;
import static ai.leadmetrics.protocol.identity.Role.AGENT;
import static ai.leadmetrics.protocol.identity.Role.MANAGER;
import static ai.leadmetrics.protocol.identity.Role.REVIEWER;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.entities.kit.Given;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TeamTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant NEXT_WEEK = NOON.plus(Duration.ofDays(7));
  private static final String OWNER = "user_1a";
  private static final String RAVI = "user_2b";
  private static final String MEERA = "user_3c";
  private static final Author BY_OWNER = Author.member(OWNER);
  private static final Author BY_OPERATOR = Author.operator("user_9f");
  private static final TeamEvent FOUNDED = new TeamFounded(OWNER);

  private static Given<TeamCommand, TeamEvent, TeamState> team(TeamEvent... events) {
    return given(new Team(), FOUNDED).and(List.of(events));
  }

  private static Invite invite(String email, Role role, Author by, int seats) {
    return new Invite("invt_1a", email, role, "hash", by, seats, NOON, NEXT_WEEK);
  }

  private static MemberInvited invited(String id, String email, Role role) {
    return new MemberInvited(id, email, role, "hash", NOON, NEXT_WEEK);
  }

  private static AcceptInvitation accept(String hash, int seats, Instant at) {
    return new AcceptInvitation("invt_1a", hash, RAVI, seats, at);
  }

  @Test
  void isFoundedOnceAndItsFounderIsOwnerAndAdmin() {
    given(new Team())
        .when(new FoundTeam(OWNER))
        .then(FOUNDED)
        .state(team -> team.isOwner(OWNER) && team.members().get(OWNER) == ADMIN);
    team().when(new FoundTeam(RAVI)).thenNothing();
    given(new Team()).when(new Leave(OWNER)).thenRefused(TeamError.TEAM_NOT_FOUND);
  }

  @Test
  void theSystemAdmitsWithoutInvitation() {
    team().when(new Admit(RAVI, AGENT)).then(new MemberJoined(RAVI, AGENT, null));
    var joined = team(new MemberJoined(RAVI, AGENT, null));
    joined.when(new Admit(RAVI, AGENT)).thenNothing();
    joined.when(new Admit(RAVI, MANAGER)).then(new MemberRoleChanged(RAVI, AGENT, MANAGER));
    joined.when(new Admit(OWNER, AGENT)).thenNothing();
  }

  @Test
  void invitesAnAddressOnceAtATime() {
    team()
        .when(invite("r@lotus.example", AGENT, BY_OWNER, 5))
        .then(invited("invt_1a", "r@lotus.example", AGENT));
    team(invited("invt_0", "r@lotus.example", AGENT))
        .when(invite("r@lotus.example", MANAGER, BY_OWNER, 5))
        .thenRefused(TeamError.ALREADY_INVITED);
  }

  @Test
  void anExpiredInvitationHoldsNoSeatAndIsForgotten() {
    var expired =
        new MemberInvited(
            "invt_0", "r@lotus.example", AGENT, "old", NOON.minusSeconds(9), NOON.minusSeconds(1));
    team(expired)
        .when(invite("r@lotus.example", AGENT, BY_OWNER, 2))
        .thenTypes(MemberInvited.class)
        .state(team -> team.invitations().size() == 1);
  }

  @Test
  void membersAndOpenInvitationsFillTheSeats() {
    team(invited("invt_0", "a@lotus.example", AGENT))
        .when(invite("r@lotus.example", AGENT, BY_OWNER, 2))
        .thenRefused(BillingError.PLAN_LIMIT);
    team(invited("invt_1a", "r@lotus.example", AGENT), new MemberJoined(MEERA, AGENT, null))
        .when(accept("hash", 2, NOON))
        .thenRefused(BillingError.PLAN_LIMIT);
  }

  @Test
  void nobodyGivesOrTakesMoreThanTheyHave() {
    var team = team(new MemberJoined(RAVI, MANAGER, null), new MemberJoined(MEERA, AGENT, null));
    var byManager = Author.member(RAVI);
    team.when(invite("x@lotus.example", ADMIN, byManager, 9)).thenRefused(TeamError.ABOVE_OWN_ROLE);
    team.when(invite("x@lotus.example", AGENT, byManager, 9)).thenTypes(MemberInvited.class);
    team.when(new ChangeRole(MEERA, ADMIN, byManager)).thenRefused(TeamError.ABOVE_OWN_ROLE);
    team.when(new ChangeRole(RAVI, ADMIN, byManager)).thenRefused(TeamError.ABOVE_OWN_ROLE);
    team.when(new ChangeRole(OWNER, AGENT, byManager)).thenRefused(TeamError.ABOVE_OWN_ROLE);
    team.when(new Remove(OWNER, byManager)).thenRefused(TeamError.ABOVE_OWN_ROLE);
    team.when(new Remove(MEERA, Author.member("user_7"))).thenRefused(TeamError.ABOVE_OWN_ROLE);
    team.and(List.of(invited("invt_1a", "x@lotus.example", ADMIN)))
        .when(new RevokeInvitation("invt_1a", byManager))
        .thenRefused(TeamError.ABOVE_OWN_ROLE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"SUPER_ADMIN", "NEWCOMER"})
  void rolesOfThePlatformCannotEvenBeAskedFor(Role role) {
    assertThatThrownBy(() -> new ChangeRole(RAVI, role, BY_OWNER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> invite("x@lotus.example", role, BY_OWNER, 9))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Admit(RAVI, role)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anInvitationIsTakenUpOnceByItsLatestLinkAndInTime() {
    var open = team(invited("invt_1a", "r@lotus.example", REVIEWER));
    open.when(accept("hash", 5, NOON)).then(new MemberJoined(RAVI, REVIEWER, "invt_1a"));
    open.when(accept("other", 5, NOON)).thenRefused(TeamError.INVITATION_GONE);
    open.when(accept("hash", 5, NEXT_WEEK)).thenRefused(TeamError.INVITATION_GONE);
    open.after(accept("hash", 5, NOON))
        .when(new AcceptInvitation("invt_1a", "hash", MEERA, 5, NOON))
        .thenRefused(TeamError.INVITATION_GONE);
    open.and(List.of(new MemberJoined(RAVI, AGENT, null)))
        .when(accept("hash", 5, NOON))
        .thenRefused(TeamError.ALREADY_MEMBER);
  }

  @Test
  void sendingAgainReplacesTheLinkAndRevokingEndsIt() {
    var later = NEXT_WEEK.plusSeconds(60);
    var open = team(invited("invt_1a", "r@lotus.example", AGENT));
    var renewed =
        open.after(new RenewInvitation("invt_1a", "new", BY_OWNER, NOON, later))
            .when(accept("new", 5, NEXT_WEEK))
            .thenTypes(MemberJoined.class);
    renewed.state(team -> team.invitations().isEmpty());
    open.when(new RenewInvitation("invt_1a", "new", BY_OWNER, NOON, later))
        .then(new InvitationRenewed("invt_1a", "r@lotus.example", "new", later));
    open.after(new RenewInvitation("invt_1a", "new", BY_OWNER, NOON, later))
        .when(accept("hash", 5, NOON))
        .thenRefused(TeamError.INVITATION_GONE);
    open.when(new RevokeInvitation("invt_1a", BY_OWNER))
        .then(new InvitationRevoked("invt_1a", "r@lotus.example"));
    team().when(new RevokeInvitation("invt_1a", BY_OWNER)).thenNothing();
    team()
        .when(new RenewInvitation("invt_1a", "new", BY_OWNER, NOON, later))
        .thenRefused(TeamError.INVITATION_GONE);
  }

  @Test
  void rolesChangeAndPeopleGo() {
    var team = team(new MemberJoined(RAVI, AGENT, null));
    team.when(new ChangeRole(RAVI, MANAGER, BY_OWNER))
        .then(new MemberRoleChanged(RAVI, AGENT, MANAGER));
    team.when(new ChangeRole(RAVI, AGENT, BY_OWNER)).thenNothing();
    team.when(new ChangeRole(MEERA, AGENT, BY_OWNER)).thenRefused(TeamError.NOT_A_MEMBER);
    team.when(new Remove(RAVI, BY_OPERATOR)).then(new MemberRemoved(RAVI, AGENT));
    team.when(new Remove(MEERA, BY_OWNER)).thenNothing();
    team.when(new Leave(RAVI)).then(new MemberLeft(RAVI, AGENT));
    team.when(new Leave(MEERA)).thenNothing();
  }

  @Test
  void theOwnerStaysUntilTheOwnershipIsHandedOn() {
    var team = team(new MemberJoined(RAVI, AGENT, null), new MemberJoined(MEERA, ADMIN, null));
    var byMeera = Author.member(MEERA);
    team.when(new Leave(OWNER)).thenRefused(TeamError.OWNER_STAYS);
    team.when(new Remove(OWNER, byMeera)).thenRefused(TeamError.OWNER_STAYS);
    team.when(new Remove(OWNER, BY_OPERATOR)).thenRefused(TeamError.OWNER_STAYS);
    team.when(new ChangeRole(OWNER, AGENT, BY_OWNER)).thenRefused(TeamError.OWNER_STAYS);
    team.when(new TransferOwnership(MEERA, byMeera)).thenRefused(TeamError.OWNER_ONLY);
    team.when(new TransferOwnership(MEERA, BY_OPERATOR)).thenRefused(TeamError.OWNER_ONLY);
    team.when(new TransferOwnership("user_7", BY_OWNER)).thenRefused(TeamError.NOT_A_MEMBER);
    team.when(new TransferOwnership(OWNER, BY_OWNER)).thenNothing();
    team.when(new TransferOwnership(MEERA, BY_OWNER)).then(new OwnershipTransferred(OWNER, MEERA));
    team.when(new TransferOwnership(RAVI, BY_OWNER))
        .then(new MemberRoleChanged(RAVI, AGENT, ADMIN), new OwnershipTransferred(OWNER, RAVI))
        .state(after -> after.isOwner(RAVI) && after.members().get(OWNER) == ADMIN);
    team.after(new TransferOwnership(RAVI, BY_OWNER))
        .when(new Leave(OWNER))
        .then(new MemberLeft(OWNER, ADMIN));
  }

  @Test
  void anOperatorWithinTheTenantActsAsAdmin() {
    team()
        .when(invite("x@lotus.example", ADMIN, BY_OPERATOR, 9))
        .then(invited("invt_1a", "x@lotus.example", ADMIN));
  }

  @Test
  void anOperatorsStayIsRecordedAndBounded() {
    var until = NOON.plus(Duration.ofMinutes(60));
    team()
        .when(new EnterAsOperator("tokn_1", "user_9f", "Ops", "ticket 7", NOON, until))
        .then(new OperatorEntered("tokn_1", "user_9f", "Ops", "ticket 7", until));
    given(new Team())
        .when(new LeaveAsOperator("tokn_1", "user_9f"))
        .then(new OperatorLeft("tokn_1", "user_9f"));
    assertThatThrownBy(
            () ->
                new EnterAsOperator(
                    "tokn_1", "user_9f", "Ops", "ticket 7", NOON, until.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EnterAsOperator("tokn_1", "user_9f", "Ops", " ", NOON, until))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
