package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.identity.SignInResponse;
import ai.leadmetrics.http.identity.SignIns;
import ai.leadmetrics.http.kit.Answer;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Plain;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Visit;
import ai.leadmetrics.protocol.identity.Me;
import ai.leadmetrics.protocol.tenancy.InvitationDetail;
import ai.leadmetrics.protocol.tenancy.TeamError;
import ai.leadmetrics.streams.identity.AdmissionStore;
import ai.leadmetrics.streams.identity.AdmissionStore.Opened;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.identity.UserStore.User;
import ai.leadmetrics.streams.kit.Texts;
import ai.leadmetrics.streams.tenancy.InvitationStore;
import ai.leadmetrics.streams.tenancy.TeamQueries.Linked;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Takes invitations up. Whoever holds the link reads the mailbox it was sent to, which verifies the
 * address; it counts for nobody else's account.
 */
public final class JoinApi {
  private static final String PATH = "/api/v1/invitations";
  private static final int MAX_NAME = 100;

  private final Joining joining;
  private final InvitationStore invitations;
  private final UserStore users;
  private final AdmissionStore accounts;
  private final SignIns signIns;
  private final Clock clock;

  public JoinApi(
      Joining joining,
      InvitationStore invitations,
      UserStore users,
      AdmissionStore accounts,
      SignIns signIns,
      Clock clock) {
    this.joining = joining;
    this.invitations = invitations;
    this.users = users;
    this.accounts = accounts;
    this.signIns = signIns;
    this.clock = clock;
  }

  record InvitationLinkRequest(@NotBlank @Size(max = 100) String token) {
    @Override
    public String toString() {
      return "an invitation's link";
    }
  }

  record ByLink(@Body InvitationLinkRequest body) {}

  record JoinRequest(
      @NotBlank @Size(max = 100) String token,
      @NotBlank @Plain @Size(max = MAX_NAME) String name,
      @NotBlank @Size(max = 200) String password) {
    @Override
    public String toString() {
      return "joining as " + name;
    }
  }

  record Join(@Body JoinRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post(PATH + "/look", "lookAtInvitation", "What the link of an invitation is for")
            .everyone()
            .unaudited()
            .takes(ByLink.class)
            .answers(
                InvitationDetail.class,
                (_, request) -> open(request.body().token()).thenApply(Linked::detail)),
        Endpoint.post(PATH + "/accept", "acceptInvitation", "Join with the account signed in to")
            .signedIn()
            .always()
            .takes(ByLink.class)
            .answers(Me.class, this::accept),
        Endpoint.post(PATH + "/join", "joinByInvitation", "Join with a new account")
            .everyone()
            .takes(Join.class)
            .answersWith(SignInResponse.class, this::join));
  }

  /** The invitation of a link; fails where it cannot be taken up, and says why. */
  private CompletionStage<Linked> open(String token) {
    return invitations.linked(token).thenApply(found -> open(found, clock));
  }

  private static Linked open(Optional<Linked> found, Clock clock) {
    var linked = found.orElseThrow(() -> new ProblemException(TeamError.INVITATION_GONE));
    if (linked.isUsed()) {
      throw new ProblemException(TeamError.INVITATION_USED);
    }
    if (!linked.isOpen(clock.instant())) {
      throw new ProblemException(TeamError.INVITATION_GONE);
    }
    return linked;
  }

  private CompletionStage<Me> accept(Caller caller, ByLink request) {
    var token = request.body().token();
    return open(token)
        .thenCombine(users.find(caller.user()), JoinApi::requireInvited)
        .thenCompose(
            linked -> {
              caller.visit().trail().tenant(linked.tenant()).target(linked.id());
              return accounts
                  .verify(caller.user(), linked.detail().email())
                  .thenCompose(_ -> joining.join(linked, token, caller.command(), caller.user()))
                  .thenCompose(_ -> signIns.switchTenant(caller, linked.tenant()));
            });
  }

  private static Linked requireInvited(Linked linked, Optional<User> user) {
    if (!user.map(User::email).orElse("").equalsIgnoreCase(linked.detail().email())) {
      throw new ProblemException(TeamError.INVITED_OTHER);
    }
    return linked;
  }

  private CompletionStage<Answer<SignInResponse>> join(Visit visit, Join request) {
    var body = request.body();
    return open(body.token())
        .thenCompose(
            linked -> {
              visit.trail().tenant(linked.tenant()).target(linked.id());
              return accounts
                  .open(linked.detail().email(), Texts.line(body.name(), MAX_NAME), body.password())
                  .thenCompose(created -> enter(visit, linked, body.token(), created));
            });
  }

  private CompletionStage<Answer<SignInResponse>> enter(
      Visit visit, Linked linked, String token, Opened opened) {
    var user =
        switch (opened) {
          case Opened.Open(var id) -> id;
          case Opened.Taken() -> throw new ProblemException(TeamError.ACCOUNT_EXISTS);
          case Opened.Flawed(var flaw) ->
              throw ProblemException.invalid("password", flaw.code(), flaw.message());
        };
    visit.trail().actor(user, linked.detail().email());
    return joining
        .join(linked, token, "join:" + UUID.randomUUID(), user)
        .thenCompose(_ -> signIns.complete(user, visit, "invitation"));
  }
}
