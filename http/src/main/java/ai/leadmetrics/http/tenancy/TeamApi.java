package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TeamActivity;
import ai.leadmetrics.protocol.tenancy.TeamCommand;
import ai.leadmetrics.protocol.tenancy.TeamCommand.ChangeRole;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Leave;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Remove;
import ai.leadmetrics.protocol.tenancy.TeamCommand.TransferOwnership;
import ai.leadmetrics.protocol.tenancy.TeamMember;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.tenancy.TeamQueries;
import ai.leadmetrics.streams.tenancy.TeamStore;
import ai.leadmetrics.streams.tenancy.TeamStore.Since;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Who belongs to a business, in which role, and whose it is. */
public final class TeamApi {
  static final String PATH = "/api/v1/team";

  private final Teams teams;
  private final TeamQueries queries;
  private final TeamStore store;
  private final SessionStore sessions;
  private final Seats seats;

  public TeamApi(
      Teams teams, TeamQueries queries, TeamStore store, SessionStore sessions, Seats seats) {
    this.teams = teams;
    this.queries = queries;
    this.store = store;
    this.sessions = sessions;
    this.seats = seats;
  }

  /**
   * The team.
   *
   * @param seats how many people the plan allows, open invitations included
   */
  record TeamOverview(List<TeamMember> members, long seats) {}

  record OneMember(@Path(doc = "A user id") String user) {}

  record ChangeRoleRequest(Role role) {}

  record ChangeMemberRole(@Path(doc = "A user id") String user, @Body ChangeRoleRequest body) {}

  record TransferOwnershipRequest(String user) {}

  record Transfer(@Body TransferOwnershipRequest body) {}

  record ListActivity(
      @Query(otherwise = "50") @Min(1) @Max(200) int limit, @Query @Nullable String cursor) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "getTeam", "The members of the business, the owner first")
            .tenant(Permission.TEAM_READ)
            .answers(TeamOverview.class, (caller, _) -> overview(caller)),
        Endpoint.get(PATH + "/activity", "listTeamActivity", "Who came, went and changed roles")
            .tenant(Permission.TEAM_READ)
            .takes(ListActivity.class)
            .pages(
                TeamActivity.class,
                (caller, request) ->
                    queries.activity(caller.tenant(), request.limit(), request.cursor())),
        Endpoint.put(PATH + "/{user}/role", "changeMemberRole", "Give a member another role")
            .tenant(Permission.TEAM_MANAGE)
            .takes(ChangeMemberRole.class)
            .answers(TeamMember.class, this::changeRole),
        Endpoint.delete(PATH + "/{user}", "removeMember", "Take a member out of the team")
            .tenant(Permission.TEAM_MANAGE)
            .takes(OneMember.class)
            .does(this::remove),
        Endpoint.post(PATH + "/leave", "leaveTeam", "Leave the business one is signed in to")
            .signedIn()
            .always()
            .does((caller, _) -> leave(caller)),
        Endpoint.put(PATH + "/owner", "transferOwnership", "Hand the business to another member")
            .tenant(Permission.TEAM_MANAGE)
            .inPerson()
            .takes(Transfer.class)
            .does(this::transfer));
  }

  private CompletionStage<TeamOverview> overview(Caller.OfTenant caller) {
    return queries
        .members(caller.tenant())
        .thenCombine(seats.of(caller.tenant()), TeamOverview::new);
  }

  private CompletionStage<TeamMember> changeRole(Caller.OfTenant caller, ChangeMemberRole request) {
    var role = teamRole(request.body().role());
    return member(caller.tenant(), request.user())
        .thenCompose(
            member -> {
              caller.caller().visit().trail().changed("role", member.role(), role);
              return teams
                  .send(
                      caller,
                      new ChangeRole(member.id(), role, Teams.author(caller.caller().session())))
                  .thenCompose(outcome -> follow(outcome, member.id(), role));
            })
        .thenCompose(_ -> member(caller.tenant(), request.user()));
  }

  private CompletionStage<?> follow(Teams.Outcome outcome, String user, Role role) {
    return outcome.changed()
        ? store.put(outcome.since(), user, role).thenCompose(_ -> sessions.changed(user))
        : CompletableFuture.completedFuture(user);
  }

  private CompletionStage<?> remove(Caller.OfTenant caller, OneMember request) {
    return member(caller.tenant(), request.user())
        .thenCompose(
            member -> {
              caller.caller().visit().trail().changed("role", member.role(), null);
              return teams.send(
                  caller, new Remove(member.id(), Teams.author(caller.caller().session())));
            })
        .thenCompose(outcome -> gone(outcome, request.user()));
  }

  private CompletionStage<?> leave(Caller caller) {
    var tenant = caller.session().tenant();
    if (tenant == null) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
    return teams
        .send(tenant, caller.command(), caller.user(), new Leave(caller.user()))
        .thenCompose(outcome -> gone(outcome, caller.user()));
  }

  /** Nothing of the tenant is open to them from the moment the answer is given. */
  private CompletionStage<?> gone(Teams.Outcome outcome, String user) {
    Since since = outcome.since();
    return outcome.changed()
        ? store.remove(since, user).thenCompose(_ -> sessions.endIn(user, since.tenant()))
        : CompletableFuture.completedFuture(user);
  }

  private CompletionStage<?> transfer(Caller.OfTenant caller, Transfer request) {
    var to = request.body().user();
    var author = Teams.author(caller.caller().session());
    caller.caller().visit().trail().target(to);
    return teams
        .send(caller, (TeamCommand) new TransferOwnership(to, author))
        .thenCompose(
            outcome ->
                outcome.changed()
                    ? store.owned(outcome.since(), to).thenCompose(_ -> sessions.changed(to))
                    : CompletableFuture.completedFuture(List.of()));
  }

  private CompletionStage<TeamMember> member(TenantId tenant, String user) {
    if (!user.startsWith(Kind.USER.prefix())) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
    return queries.member(tenant, user).thenApply(Found::require);
  }

  /** Roles of the platform cannot be given here, whoever asks. */
  static Role teamRole(Role role) {
    if (TeamCommand.NOT_FOR_TEAMS.contains(role)) {
      throw ProblemException.invalid("role", "invalid", "is not a role within a team");
    }
    return role;
  }
}
