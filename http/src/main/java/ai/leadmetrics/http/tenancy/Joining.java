package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.tenancy.Teams.Outcome;
import ai.leadmetrics.protocol.tenancy.TeamCommand.AcceptInvitation;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.tenancy.InvitationStore;
import ai.leadmetrics.streams.tenancy.TeamQueries.Linked;
import ai.leadmetrics.streams.tenancy.TeamStore;
import ai.leadmetrics.streams.tenancy.TeamStore.End;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes a user a member by an invitation, so that it holds when they are told. */
public final class Joining {
  private final Teams teams;
  private final TeamStore store;
  private final InvitationStore invitations;
  private final SessionStore sessions;
  private final Seats seats;
  private final Clock clock;

  Joining(
      Teams teams,
      TeamStore store,
      InvitationStore invitations,
      SessionStore sessions,
      Seats seats,
      Clock clock) {
    this.teams = teams;
    this.store = store;
    this.invitations = invitations;
    this.sessions = sessions;
    this.seats = seats;
    this.clock = clock;
  }

  CompletionStage<?> join(Linked linked, String token, String command, String user) {
    return seats
        .of(linked.tenant())
        .thenCompose(
            allowed ->
                teams.send(
                    linked.tenant(),
                    command,
                    user,
                    new AcceptInvitation(
                        linked.id(), invitations.hash(token), user, allowed, clock.instant())))
        .thenCompose(outcome -> follow(outcome, linked, user));
  }

  private CompletionStage<?> follow(Outcome outcome, Linked linked, String user) {
    if (!outcome.changed()) {
      return CompletableFuture.completedFuture(user);
    }
    return store
        .put(outcome.since(), user, linked.detail().role())
        .thenCompose(_ -> store.ended(outcome.since(), linked.id(), End.USED))
        .thenCompose(_ -> sessions.changed(user));
  }
}
