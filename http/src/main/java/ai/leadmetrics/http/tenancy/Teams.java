package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Session;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TeamCommand;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Admit;
import ai.leadmetrics.protocol.tenancy.TeamCommand.Author;
import ai.leadmetrics.protocol.tenancy.TeamCommand.ChangeRole;
import ai.leadmetrics.protocol.tenancy.TeamCommand.FoundTeam;
import ai.leadmetrics.streams.tenancy.TeamQueries;
import ai.leadmetrics.streams.tenancy.TeamQueries.Unmanaged;
import ai.leadmetrics.streams.tenancy.TeamStore.Since;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Sends commands to teams, and tells which events the tables may follow at once. */
public final class Teams {
  private final Entities entities;
  private final TeamQueries queries;
  private final Clock clock;

  public Teams(Entities entities, TeamQueries queries, Clock clock) {
    this.entities = entities;
    this.queries = queries;
    this.clock = clock;
  }

  /**
   * What a command has led to.
   *
   * @param changed false where it had been done before: then the tables know already
   */
  record Outcome(Since since, boolean changed) {}

  static Author author(Session session) {
    var operator = session.impersonator();
    return operator == null ? Author.member(session.user()) : Author.operator(operator);
  }

  CompletionStage<Outcome> send(Caller.OfTenant caller, TeamCommand command) {
    return send(caller.tenant(), caller.command(), caller.user(), command);
  }

  CompletionStage<Outcome> send(TenantId tenant, String commandId, String by, TeamCommand command) {
    return adopt(tenant, command)
        .thenCompose(_ -> ask(tenant, commandId, by, command))
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Done(var seq, var changed) ->
                      new Outcome(new Since(tenant, seq, clock.instant()), changed);
                  case Reply.Refused(var rejection) -> throw new ProblemException(rejection);
                });
  }

  private CompletionStage<Reply> ask(
      TenantId tenant, String commandId, String by, TeamCommand command) {
    return entities.ask(EntityId.only(tenant, Kind.TEAM), commandId, by, command);
  }

  /**
   * Takes members into the team whom no event of it has brought: those from before there were
   * teams, of whom the longest-serving admin becomes the owner.
   */
  private CompletionStage<Done> adopt(TenantId tenant, TeamCommand command) {
    return queries
        .unmanaged(tenant)
        .thenCompose(
            members ->
                members.isEmpty()
                    ? CompletableFuture.completedFuture(Done.getInstance())
                    : adopt(tenant, members, owner(members, command)));
  }

  /**
   * Without an admin the team stays unfounded: nobody becomes one by being alone there. It takes an
   * operator to name one, who is the owner then.
   */
  private static Optional<String> owner(List<Unmanaged> members, TeamCommand command) {
    var admin = members.stream().filter(member -> member.role() == Role.ADMIN).findFirst();
    return admin
        .map(Unmanaged::user)
        .or(
            () ->
                command instanceof ChangeRole(var user, var role, var by)
                        && by.operator()
                        && role == Role.ADMIN
                        && members.stream().anyMatch(member -> member.user().equals(user))
                    ? Optional.of(user)
                    : Optional.empty());
  }

  private CompletionStage<Done> adopt(
      TenantId tenant, List<Unmanaged> members, Optional<String> owner) {
    CompletionStage<Done> all = CompletableFuture.completedFuture(Done.getInstance());
    if (owner.isPresent()) {
      all = then(all, tenant, "found:" + owner.get(), new FoundTeam(owner.get()));
    }
    for (var member : members) {
      var admit = new Admit(member.user(), member.role());
      all = then(all, tenant, "admit:" + member.user(), admit);
    }
    return all;
  }

  private CompletionStage<Done> then(
      CompletionStage<Done> before, TenantId tenant, String id, TeamCommand command) {
    return before
        .thenCompose(_ -> ask(tenant, id, "system", command))
        .thenApply(_ -> Done.getInstance());
  }
}
