package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Invite;
import ai.leadmetrics.protocol.tenancy.TeamCommand.RenewInvitation;
import ai.leadmetrics.protocol.tenancy.TeamCommand.RevokeInvitation;
import ai.leadmetrics.protocol.tenancy.TeamError;
import ai.leadmetrics.protocol.tenancy.TeamInvitation;
import ai.leadmetrics.streams.tenancy.InvitationStore;
import ai.leadmetrics.streams.tenancy.InvitationStore.Letter;
import ai.leadmetrics.streams.tenancy.InvitationStore.Link;
import ai.leadmetrics.streams.tenancy.TeamQueries;
import ai.leadmetrics.streams.tenancy.TeamStore;
import ai.leadmetrics.streams.tenancy.TeamStore.End;
import ai.leadmetrics.streams.tenancy.TeamStore.Sent;
import ai.leadmetrics.streams.tenancy.TenantStore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Invites people into a team by mail. */
public final class InvitationsApi {
  private static final String PATH = TeamApi.PATH + "/invitations";

  /** Long enough for somebody on holiday to come back. */
  static final Duration LIFE = Duration.ofDays(14);

  private final Teams teams;
  private final TeamQueries queries;
  private final TeamStore store;
  private final InvitationStore invitations;
  private final TenantStore tenants;
  private final Seats seats;
  private final Clock clock;

  public InvitationsApi(
      Teams teams,
      TeamQueries queries,
      TeamStore store,
      InvitationStore invitations,
      TenantStore tenants,
      Seats seats,
      Clock clock) {
    this.teams = teams;
    this.queries = queries;
    this.store = store;
    this.invitations = invitations;
    this.tenants = tenants;
    this.seats = seats;
    this.clock = clock;
  }

  record InviteMemberRequest(@NotBlank @Size(max = 254) String email, Role role) {}

  record InviteMember(@Body InviteMemberRequest body) {}

  record OneInvitation(@Path(doc = "An invitation's id") String id) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listInvitations", "Invitations that nobody has taken up")
            .tenant(Permission.TEAM_MANAGE)
            .pages(
                TeamInvitation.class,
                (caller, _) ->
                    queries.invitations(caller.tenant()).thenApply(all -> new Page<>(all, null))),
        Endpoint.post(PATH, "inviteMember", "Invite somebody by mail")
            .tenant(Permission.TEAM_MANAGE)
            .rate(RateClass.MAIL)
            .takes(InviteMember.class)
            .creates(TeamInvitation.class, this::invite),
        Endpoint.post(PATH + "/{id}/send", "sendInvitationAgain", "Mail it again, with a new link")
            .tenant(Permission.TEAM_MANAGE)
            .rate(RateClass.MAIL)
            .takes(OneInvitation.class)
            .answers(TeamInvitation.class, this::renew),
        Endpoint.delete(PATH + "/{id}", "revokeInvitation", "Withdraw an invitation")
            .tenant(Permission.TEAM_MANAGE)
            .takes(OneInvitation.class)
            .does(this::revoke));
  }

  private CompletionStage<TeamInvitation> invite(Caller.OfTenant caller, InviteMember request) {
    var email = address(request.body().email());
    var role = TeamApi.teamRole(request.body().role());
    // From the command's id: whoever repeats a request does not invite twice.
    var id = Ids.derived(Kind.INVITATION, caller.tenant().value(), caller.command());
    var link = invitations.newLink();
    var now = clock.instant();
    var until = now.plus(LIFE);
    var author = Teams.author(caller.caller().session());
    return queries
        .isMember(caller.tenant(), email)
        .thenCombine(
            seats.of(caller.tenant()),
            (member, allowed) -> {
              if (member) {
                throw new ProblemException(TeamError.ALREADY_MEMBER);
              }
              return new Invite(id, email, role, link.hash(), author, allowed, now, until);
            })
        .thenCompose(command -> seats.explained(caller.tenant(), teams.send(caller, command)))
        .thenCompose(
            outcome ->
                outcome.changed()
                    ? store
                        .invited(
                            outcome.since(),
                            new Sent(id, email, role, link.hash(), caller.user(), until))
                        .thenCompose(_ -> mail(caller, email, role, link))
                    : CompletableFuture.completedFuture(Done.getInstance()))
        .thenCompose(_ -> one(caller.tenant(), id));
  }

  private CompletionStage<TeamInvitation> renew(Caller.OfTenant caller, OneInvitation request) {
    var link = invitations.newLink();
    var now = clock.instant();
    var until = now.plus(LIFE);
    var author = Teams.author(caller.caller().session());
    return one(caller.tenant(), request.id())
        .thenCompose(
            invitation ->
                teams
                    .send(
                        caller,
                        new RenewInvitation(invitation.id(), link.hash(), author, now, until))
                    .thenCompose(
                        outcome ->
                            outcome.changed()
                                ? store
                                    .renewed(outcome.since(), invitation.id(), link.hash(), until)
                                    .thenCompose(
                                        _ ->
                                            mail(
                                                caller,
                                                invitation.email(),
                                                invitation.role(),
                                                link))
                                : CompletableFuture.completedFuture(Done.getInstance())))
        .thenCompose(_ -> one(caller.tenant(), request.id()));
  }

  private CompletionStage<?> revoke(Caller.OfTenant caller, OneInvitation request) {
    var author = Teams.author(caller.caller().session());
    return one(caller.tenant(), request.id())
        .thenCompose(
            invitation -> {
              caller.caller().visit().trail().changed("email", invitation.email(), null);
              return teams.send(caller, new RevokeInvitation(invitation.id(), author));
            })
        .thenCompose(outcome -> store.ended(outcome.since(), request.id(), End.REVOKED));
  }

  private CompletionStage<TeamInvitation> one(TenantId tenant, String id) {
    return queries
        .invitations(tenant)
        .thenApply(
            all ->
                all.stream()
                    .filter(invitation -> invitation.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(TeamError.INVITATION_GONE)));
  }

  private CompletionStage<Done> mail(Caller.OfTenant caller, String email, Role role, Link link) {
    return tenants
        .profile(caller.tenant())
        .thenCompose(
            profile ->
                invitations.send(
                    new Letter(
                        caller.tenant(),
                        email,
                        role,
                        caller.user(),
                        caller.caller().session().name(),
                        profile.map(BusinessProfile::name).orElse(caller.tenant().value())),
                    link));
  }

  private static String address(String text) {
    return MailAddress.normal(text)
        .orElseThrow(() -> ProblemException.invalid("email", "invalid", "is no e-mail address"));
  }
}
