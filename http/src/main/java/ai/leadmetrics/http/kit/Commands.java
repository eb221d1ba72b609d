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
    return send(caller.caller(), id, command);
  }

  /** As {@link #send(Caller.OfTenant, EntityId, Object)}, to an entity of any tenant. */
  public CompletionStage<Reply.Done> send(Caller caller, EntityId id, Object command) {
    return send(id, caller.command(), caller.user(), command);
  }

  /**
   * Under a name of the sender's choice.
   *
   * @param key the same for a repetition of the same command
   * @param by whose the event will be
   */
  public CompletionStage<Reply.Done> send(EntityId id, String key, String by, Object command) {
    return entities.ask(id, key, by, command).thenApply(Commands::done);
  }

  /** What was stored; a refusal becomes the problem that answers the request. */
  public static Reply.Done done(Reply reply) {
    return switch (reply) {
      case Reply.Done done -> done;
      case Reply.Refused(var rejection) -> throw new ProblemException(rejection);
    };
  }
}
