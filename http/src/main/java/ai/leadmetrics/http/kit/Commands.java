package ai.leadmetrics.http.kit;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.kit.EntityId;
import java.util.concurrent.CompletionStage;

/** Sends what callers ask for to entities, under the caller's name and idempotency key. */
public final class Commands {
  private final Entities entities;

  public Commands(Entities entities) {
    this.entities = entities;
  }

  /** Completes once the entity has stored what follows; fails with a problem where it refuses. */
  public CompletionStage<Reply.Done> send(Caller.OfTenant caller, EntityId id, Object command) {
    return entities
        .ask(id, caller.command(), caller.user(), command)
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Done done -> done;
                  case Reply.Refused(var rejection) -> throw new ProblemException(rejection);
                });
  }
}
