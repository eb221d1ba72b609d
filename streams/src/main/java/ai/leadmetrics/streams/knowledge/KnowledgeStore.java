package ai.leadmetrics.streams.knowledge;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.knowledge.KnowledgeItem;
import ai.leadmetrics.protocol.tenancy.IndustryTemplate;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** Keeps what a tenant's agents may answer. */
public final class KnowledgeStore {
  /** A stored question; {@code id} is local, {@code know_…}. */
  public record Item(String id, Faq faq) {}

  @SuppressWarnings("ArrayRecordComponent") // only carried, never compared
  private record Embedded(float[] question, float[] whole) {}

  /** Part of the hash: another model means other vectors. */
  private static final String MODEL = "all-minilm-l6-v2";

  private final Database database;
  private final Embeddings embeddings;

  public KnowledgeStore(Database database, Embeddings embeddings) {
    this.database = database;
    this.embeddings = embeddings;
  }

  /** The store of a node. */
  public static KnowledgeStore of(Platform platform) {
    int threads = platform.config().getInt("leadmetrics.knowledge.threads");
    return new KnowledgeStore(platform.database(), new MiniLm(threads));
  }

  public CompletionStage<List<Item>> list(TenantId tenant) {
    return database.read(handle -> items(handle, tenant));
  }

  /**
   * One page, in the tenant's own order.
   *
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<KnowledgeItem>> page(
      TenantId tenant, int limit, @Nullable String cursor) {
    var from = cursor == null || cursor.isEmpty() ? new Cursor(-1, "") : Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    return database
        .read(
            handle ->
                handle
                    .createQuery(
                        """
                        select rank, id, question, answer from core.knowledge_item
                        where tenant = :tenant and (rank, id) > (:rank, :id)
                        order by rank, id limit :limit
                        """)
                    .bind("tenant", tenant.value())
                    .bind("rank", from.key())
                    .bind("id", from.id())
                    .bind("limit", size + 1)
                    .map(
                        (row, _) ->
                            new Ranked(
                                row.getLong("rank"),
                                new KnowledgeItem(
                                    row.getString("id"),
                                    row.getString("question"),
                                    row.getString("answer"))))
                    .list())
        .thenApply(
            rows ->
                Cursor.page(rows, size, Ranked::item, row -> new Cursor(row.rank, row.item.id())));
  }

  private record Ranked(long rank, KnowledgeItem item) {}

  /**
   * Adds a question or gives it a new answer; empty where the tenant has as many as it may.
   *
   * @throws IllegalArgumentException where one is empty or too long
   */
  public CompletionStage<Optional<KnowledgeItem>> put(
      TenantId tenant, String question, String answer, long limit) {
    return add(tenant, new Faq(question, answer), limit)
        .thenApply(item -> item.map(KnowledgeStore::shown));
  }

  /** Adds the answers of a template to questions that have none yet. */
  public CompletionStage<List<KnowledgeItem>> addMissing(
      TenantId tenant, List<IndustryTemplate.TemplateAnswer> answers) {
    return list(tenant)
        .thenCompose(
            items -> {
              var all = new ArrayList<>(items.stream().map(Item::faq).toList());
              var known = byId(tenant, all).keySet();
              answers.stream()
                  .map(answer -> new Faq(answer.question(), answer.answer()))
                  .filter(faq -> !known.contains(id(tenant, faq)))
                  .forEach(all::add);
              return replace(tenant, all);
            })
        .thenApply(items -> items.stream().map(KnowledgeStore::shown).toList());
  }

  /** False where there is no such item. */
  public CompletionStage<Boolean> remove(TenantId tenant, String id) {
    return database.transact(
        handle -> {
          touch(handle, tenant);
          return handle
                  .createUpdate(
                      "delete from core.knowledge_item where tenant = :tenant and id = :id")
                  .bind("tenant", tenant.value())
                  .bind("id", id)
                  .execute()
              == 1;
        });
  }

  private static KnowledgeItem shown(Item item) {
    return new KnowledgeItem(item.id(), item.faq().question(), item.faq().answer());
  }

  /** Makes {@code faqs} all that the tenant knows; of the same question twice the last counts. */
  public CompletionStage<List<Item>> replace(TenantId tenant, List<Faq> faqs) {
    return CompletableFuture.supplyAsync(
        () -> {
          var wanted = byId(tenant, faqs);
          var vectors = vectors(tenant, wanted);
          return database
              .jdbi()
              .inTransaction(
                  handle -> {
                    touch(handle, tenant);
                    handle
                        .createUpdate("delete from core.knowledge_item where tenant = :tenant")
                        .bind("tenant", tenant.value())
                        .execute();
                    int rank = 0;
                    for (var entry : wanted.entrySet()) {
                      insert(handle, tenant, rank++, entry.getKey(), entry.getValue(), vectors);
                    }
                    return items(handle, tenant);
                  });
        },
        database.threads());
  }

  /** Adds a question or gives it a new answer. */
  public CompletionStage<Item> add(TenantId tenant, Faq faq) {
    return add(tenant, faq, Long.MAX_VALUE).thenApply(Optional::orElseThrow);
  }

  private CompletionStage<Optional<Item>> add(TenantId tenant, Faq faq, long limit) {
    return CompletableFuture.supplyAsync(
        () -> {
          var id = id(tenant, faq);
          if (!hasRoom(tenant, id, limit)) {
            return Optional.<Item>empty();
          }
          var vectors = vectors(tenant, Map.of(id, faq));
          return database
              .jdbi()
              .inTransaction(
                  handle -> {
                    // Holds the tenant's version: the next addition counts this one.
                    touch(handle, tenant);
                    if (others(handle, tenant, id) >= limit) {
                      return Optional.<Item>empty();
                    }
                    insert(handle, tenant, Integer.MAX_VALUE, id, faq, vectors);
                    return Optional.of(new Item(id, faq));
                  });
        },
        database.threads());
  }

  /** Asked before embedding, which takes long, and again when the tenant is held. */
  private boolean hasRoom(TenantId tenant, String id, long limit) {
    return database.jdbi().withHandle(handle -> others(handle, tenant, id)) < limit;
  }

  private static long others(Handle handle, TenantId tenant, String id) {
    return handle
        .createQuery(
            "select count(*) from core.knowledge_item where tenant = :tenant and id <> :id")
        .bind("tenant", tenant.value())
        .bind("id", id)
        .mapTo(Long.class)
        .one();
  }

  private static Map<String, Faq> byId(TenantId tenant, List<Faq> faqs) {
    var byId = new LinkedHashMap<String, Faq>();
    faqs.forEach(faq -> byId.put(id(tenant, faq), faq));
    return byId;
  }

  private static String id(TenantId tenant, Faq faq) {
    return Ids.derived(
        Kind.KNOWLEDGE, tenant.value(), faq.question().strip().toLowerCase(Locale.ROOT));
  }

  /** Outside of any transaction: embedding takes long, and a long transaction delays everybody. */
  private Map<String, Embedded> vectors(TenantId tenant, Map<String, Faq> wanted) {
    var byHash = new HashMap<String, Embedded>();
    var missing = new ArrayList<Faq>();
    var stored = storedVectors(tenant, wanted.values().stream().map(KnowledgeStore::hash).toList());
    for (var faq : wanted.values()) {
      var vector = stored.get(hash(faq));
      if (vector == null) {
        missing.add(faq);
      } else {
        byHash.put(hash(faq), vector);
      }
    }
    if (!missing.isEmpty()) {
      var questions = embeddings.embed(missing.stream().map(Faq::question).toList());
      var whole = embeddings.embed(missing.stream().map(Faq::whole).toList());
      for (int i = 0; i < missing.size(); i++) {
        byHash.put(hash(missing.get(i)), new Embedded(questions.get(i), whole.get(i)));
      }
    }
    return byHash;
  }

  private Map<String, Embedded> storedVectors(TenantId tenant, List<String> hashes) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select hash, embedding, full_embedding from core.knowledge_item
                        where tenant = :tenant and hash = any (:hashes)
                        """)
                    .bind("tenant", tenant.value())
                    .bindArray("hashes", String.class, hashes)
                    .reduceRows(
                        new HashMap<>(),
                        (vectors, row) -> {
                          vectors.put(
                              row.getColumn("hash", String.class),
                              new Embedded(
                                  Vectors.unboxed(row.getColumn("embedding", Float[].class)),
                                  Vectors.unboxed(row.getColumn("full_embedding", Float[].class))));
                          return vectors;
                        }));
  }

  private static void touch(Handle handle, TenantId tenant) {
    handle
        .createUpdate(
            """
            insert into core.knowledge_version as v (tenant, version) values (:tenant, 1)
            on conflict (tenant) do update set version = v.version + 1
            """)
        .bind("tenant", tenant.value())
        .execute();
  }

  private static void insert(
      Handle handle, TenantId tenant, int rank, String id, Faq faq, Map<String, Embedded> vectors) {
    var embedded = Objects.requireNonNull(vectors.get(hash(faq)));
    Argument question =
        (position, statement, _) -> statement.setObject(position, embedded.question);
    Argument whole = (position, statement, _) -> statement.setObject(position, embedded.whole);
    handle
        .createUpdate(
            """
            insert into core.knowledge_item (tenant, id, rank, question, answer, hash, embedding, full_embedding)
            values (:tenant, :id, :rank, :question, :answer, :hash, :embedding, :full)
            on conflict (tenant, id) do update set question = excluded.question,
              answer = excluded.answer, hash = excluded.hash,
              embedding = excluded.embedding, full_embedding = excluded.full_embedding
            """)
        .bind("tenant", tenant.value())
        .bind("id", id)
        .bind("rank", rank)
        .bind("question", faq.question())
        .bind("answer", faq.answer())
        .bind("hash", hash(faq))
        .bind("embedding", question)
        .bind("full", whole)
        .execute();
  }

  private static List<Item> items(Handle handle, TenantId tenant) {
    return handle
        .createQuery(
            """
            select id, question, answer from core.knowledge_item
            where tenant = :tenant order by rank, id
            """)
        .bind("tenant", tenant.value())
        .map(
            (row, _) ->
                new Item(
                    row.getString("id"),
                    new Faq(row.getString("question"), row.getString("answer"))))
        .list();
  }

  private static String hash(Faq faq) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var text = MODEL + '\0' + faq.question() + '\0' + faq.answer();
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
