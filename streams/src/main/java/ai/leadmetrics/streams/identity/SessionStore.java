package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.kit.Database;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;

/**
 * Which sessions have ended before their time. Every node hears of a sign-out at once; a node that
 * misses it knows within {@link #TRUST}.
 */
public final class SessionStore {
  /** How long a session is believed to be on without asking again. */
  private static final Duration TRUST = Duration.ofMinutes(1);

  private final Database database;
  private final AsyncCache<String, Boolean> revoked =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(TRUST).buildAsync();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final ActorRef<Topic.Command<Revoked>> topic;

  /** Told to every node. */
  public record Revoked(String id) {}

  public SessionStore(ActorSystem<?> system, Database database) {
    this.database = database;
    this.topic =
        system.systemActorOf(
            Topic.create(Revoked.class, "sessions-revoked"), "sessions-revoked", Props.empty());
    var listener = system.systemActorOf(listen(), "sessions-revoked-listener", Props.empty());
    topic.tell(Topic.subscribe(listener));
  }

  public CompletionStage<Boolean> isRevoked(String id) {
    return revoked.get(
        id,
        (_, _) ->
            database
                .read(
                    handle ->
                        handle
                            .createQuery(
                                "select exists"
                                    + " (select from core.revoked_session where id = :id)")
                            .bind("id", id)
                            .mapTo(Boolean.class)
                            .one())
                .toCompletableFuture());
  }

  /** Ends a session everywhere. */
  public CompletionStage<Boolean> revoke(String id, Instant expiresAt) {
    return spend(id, expiresAt)
        .thenApply(
            first -> {
              revoked.put(id, CompletableFuture.completedFuture(true));
              topic.tell(Topic.publish(new Revoked(id)));
              return first;
            });
  }

  /** Uses up something that can be used once in the whole cluster; false when it was already. */
  public CompletionStage<Boolean> spend(String id, Instant expiresAt) {
    return database.transact(
        handle -> {
          handle.execute("delete from core.revoked_session where expires_at < now()");
          return handle
                  .createUpdate(
                      "insert into core.revoked_session (id, expires_at)"
                          + " values (:id, :at) on conflict do nothing")
                  .bind("id", id)
                  .bind("at", expiresAt.atOffset(ZoneOffset.UTC))
                  .execute()
              == 1;
        });
  }

  /** Calls {@code listener} with the id of every session that ends on any node. */
  public void onRevoked(Consumer<String> listener) {
    listeners.add(listener);
  }

  private Behavior<Revoked> listen() {
    return Behaviors.receiveMessage(
        message -> {
          revoked.put(message.id(), CompletableFuture.completedFuture(true));
          listeners.forEach(listener -> listener.accept(message.id()));
          return Behaviors.same();
        });
  }
}
