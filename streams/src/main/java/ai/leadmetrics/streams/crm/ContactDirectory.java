package ai.leadmetrics.streams.crm;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.crm.Identities.OwnedIdentifier;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Invalidations;
import ai.leadmetrics.streams.kit.Platform;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the contact behind identifiers, from memory where it can. Questions that arrive while the
 * database is being asked go together in the next transaction: thousands of new people a second
 * need few of them.
 */
public final class ContactDirectory {
  private static final int MAX_BATCH = 500;

  /** What other nodes are told when a number has moved. */
  private static final String MOVED = "contact-identifier";

  /** Cached owners expire, because a node may miss the message that a number has moved. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private record Question(
      TenantId tenant,
      List<Identifier> identifiers,
      @Nullable String name,
      boolean create,
      CompletableFuture<Optional<EntityId>> answer) {}

  private final Database database;
  private final Cache<OwnedIdentifier, EntityId> cache;
  private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean working = new AtomicBoolean();
  private final Consumer<OwnedIdentifier> moved;

  public ContactDirectory(Platform platform) {
    this.database = platform.database();
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(platform.config().getLong("leadmetrics.ingest.people-cached"))
            .expireAfterWrite(REMEMBERED)
            .build();
    var news = Invalidations.of(platform.system());
    news.subscribe(MOVED, key -> cache.invalidate(Json.read(key, OwnedIdentifier.class)));
    this.moved = identifier -> news.publish(MOVED, Json.text(identifier));
  }

  /**
   * Finds the person or makes a new one; two who ask at the same time get the same answer.
   *
   * @param identifiers at least one
   * @param name what the person is called, where known
   */
  public CompletionStage<EntityId> resolve(
      TenantId tenant, List<Identifier> identifiers, @Nullable String name) {
    var known = allCached(tenant, identifiers);
    return known != null
        ? CompletableFuture.completedFuture(known)
        : ask(tenant, identifiers, name, true).thenApply(Optional::orElseThrow);
  }

  /**
   * Gives a number to whom another one stood for: messages from the new number are theirs, and the
   * old one is nobody's. Does nothing the second time.
   *
   * @return the person, where anybody here had either number
   */
  public CompletionStage<Optional<EntityId>> move(TenantId tenant, Identifier from, Identifier to) {
    return CompletableFuture.supplyAsync(
        () -> {
          var contact = IdentifierTable.move(database.jdbi(), tenant, from, to);
          moved.accept(new OwnedIdentifier(tenant, from));
          moved.accept(new OwnedIdentifier(tenant, to));
          return contact;
        },
        database.threads());
  }

  /** Finds the person, and makes none. */
  public CompletionStage<Optional<EntityId>> find(TenantId tenant, List<Identifier> identifiers) {
    var known = allCached(tenant, identifiers);
    return known != null
        ? CompletableFuture.completedFuture(Optional.of(known))
        : ask(tenant, identifiers, null, false);
  }

  /** Whom all of them belong to, as far as memory tells. */
  private @Nullable EntityId allCached(TenantId tenant, List<Identifier> identifiers) {
    EntityId contact = null;
    for (var identifier : identifiers) {
      var cached = cache.getIfPresent(new OwnedIdentifier(tenant, identifier));
      if (cached == null || (contact != null && !contact.equals(cached))) {
        return null;
      }
      contact = cached;
    }
    return contact;
  }

  private CompletableFuture<Optional<EntityId>> ask(
      TenantId tenant, List<Identifier> identifiers, @Nullable String name, boolean create) {
    var question = new Question(tenant, identifiers, name, create, new CompletableFuture<>());
    waiting.add(question);
    work();
    return question.answer();
  }

  private void work() {
    if (!waiting.isEmpty() && working.compareAndSet(false, true)) {
      database.threads().execute(this::answerAll);
    }
  }

  private void answerAll() {
    try {
      for (var batch = next(); !batch.isEmpty(); batch = next()) {
        answer(batch);
      }
    } finally {
      working.set(false);
    }
    // A question may have come between the last look and the line above.
    work();
  }

  private List<Question> next() {
    var batch = new ArrayList<Question>();
    for (var question = waiting.poll(); question != null; question = waiting.poll()) {
      batch.add(question);
      if (batch.size() == MAX_BATCH) {
        break;
      }
    }
    return batch;
  }

  private void answer(List<Question> batch) {
    try {
      var answers = IdentifierTable.decide(database.jdbi(), keys(batch), who -> decide(who, batch));
      cache.putAll(answers.known());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.contacts().get(i));
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(question -> question.answer().completeExceptionally(e));
    }
  }

  private static List<OwnedIdentifier> keys(List<Question> batch) {
    return batch.stream()
        .flatMap(
            question ->
                question.identifiers().stream()
                    .map(id -> new OwnedIdentifier(question.tenant(), id)))
        .distinct()
        .toList();
  }

  private static List<Optional<EntityId>> decide(Identities who, List<Question> batch) {
    return batch.stream()
        .map(
            question ->
                question.create()
                    ? Optional.of(
                        who.resolve(question.tenant(), question.identifiers(), question.name()))
                    : who.find(question.tenant(), question.identifiers()))
        .toList();
  }
}
