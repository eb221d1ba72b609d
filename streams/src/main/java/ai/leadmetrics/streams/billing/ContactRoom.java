package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Limit;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.crm.LeadsQueries;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.TenantSql;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which people a plan has room for: the first so many, in the order in which they wrote. Nobody who
 * writes is turned away and no message is lost; the AI does not answer those past the limit.
 */
public final class ContactRoom {
  private static final int MAX_CACHED = 50_000;

  /** Ids of contacts grow with time. */
  private static final String FIRST_PAST =
      "select c.id from leads.contact c where :tenant(c) and "
          + LeadsQueries.unlessSpam("c", "id")
          + " order by c.id offset :limit limit 1";

  private static final String CONTACT_OF =
      "select c.contact from inbox.conversation c where :tenant(c) and c.id = :id";

  private final Database database;
  private final EntitlementStore entitlements;
  private final AsyncLoadingCache<TenantId, Optional<String>> past;

  /** What it knows is at most as old as what {@code entitlements} does. */
  public ContactRoom(Platform platform, EntitlementStore entitlements) {
    this.database = platform.database();
    this.entitlements = entitlements;
    this.past =
        Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(
                platform.config().getDuration("leadmetrics.billing.entitlements-kept"))
            .buildAsync((tenant, _) -> firstPast(tenant).toCompletableFuture());
  }

  /** Whether the person of a conversation is among those that the tenant's plan has room for. */
  public CompletionStage<Boolean> includes(EntityId conversation) {
    return past.get(conversation.tenant())
        .thenCompose(
            first ->
                first.isEmpty()
                    ? CompletableFuture.completedFuture(true)
                    : contact(conversation)
                        // Whoever is not in the list yet has only just come.
                        .thenApply(contact -> contact.filter(id -> id.compareTo(first.get()) < 0))
                        .thenApply(Optional::isPresent));
  }

  private CompletionStage<Optional<String>> firstPast(TenantId tenant) {
    return entitlements
        .of(tenant)
        .thenCompose(
            has ->
                database.read(
                    handle ->
                        TenantSql.query(handle, tenant, FIRST_PAST)
                            .bind("limit", has.limits().of(Limit.CONTACTS))
                            .mapTo(String.class)
                            .findOne()));
  }

  private CompletionStage<Optional<String>> contact(EntityId conversation) {
    return database.read(
        handle ->
            TenantSql.query(handle, conversation.tenant(), CONTACT_OF)
                .bind("id", conversation.local())
                .mapTo(String.class)
                .findOne());
  }
}
