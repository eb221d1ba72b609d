package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.TenantId;
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
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.tenancy.TeamStore.End;
import ai.leadmetrics.streams.tenancy.TeamStore.Sent;
import ai.leadmetrics.streams.tenancy.TeamStore.Since;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Lets memberships, invitations and sessions follow what was decided in teams. */
public final class TeamReactor implements StreamTask {
  @Override
  public String name() {
    return "teams";
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    var store = new TeamStore(platform.database());
    var sessions = new SessionStore(platform);
    return Reactors.start(
        platform,
        name(),
        "tenancy",
        TeamEvent.class,
        (record, event) -> react(store, sessions, record, event));
  }

  private static CompletionStage<Done> react(
      TeamStore store, SessionStore sessions, EventRecord record, TeamEvent event) {
    var tenant = record.id().tenant();
    var since = new Since(tenant, record.seq(), record.recorded().at());
    return switch (event) {
      case TeamFounded(var owner) -> store.owned(since, owner);
      case OwnershipTransferred(_, var to) -> store.owned(since, to);
      case MemberInvited(var id, var email, var role, var hash, _, var until) ->
          store.invited(since, new Sent(id, email, role, hash, record.recorded().by(), until));
      case InvitationRenewed(var id, _, var hash, var until) ->
          store.renewed(since, id, hash, until);
      case InvitationRevoked(var id, _) -> store.ended(since, id, End.REVOKED);
      case MemberJoined(var user, var role, var invitation) ->
          store
              .put(since, user, role)
              .thenCompose(
                  _ -> invitation == null ? completed() : store.ended(since, invitation, End.USED));
      case MemberRoleChanged(var user, _, var to) ->
          store
              .put(since, user, to)
              .thenCompose(_ -> sessions.changed(user))
              .thenApply(_ -> done());
      case MemberRemoved(var user, _) -> removed(store, sessions, since, tenant, user);
      case MemberLeft(var user, _) -> removed(store, sessions, since, tenant, user);
      case OperatorEntered _, OperatorLeft _ -> completed();
    };
  }

  private static CompletionStage<Done> removed(
      TeamStore store, SessionStore sessions, Since since, TenantId tenant, String user) {
    return store
        .remove(since, user)
        .thenCompose(
            gone -> gone ? sessions.endIn(user, tenant).thenApply(_ -> done()) : completed());
  }

  private static CompletionStage<Done> completed() {
    return CompletableFuture.completedFuture(done());
  }

  private static Done done() {
    return Done.getInstance();
  }
}
