package ai.leadmetrics.streams.knowledge;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches {@link KnowledgeStore} in memory: a tenant's questions are read once and again when
 * their version has changed, which every search asks by its key.
 */
public final class StoredKnowledge implements KnowledgeSearch {
  private static final String VERSION =
      "select coalesce((select version from core.knowledge_version where tenant = :tenant), 0)";

  private final Database database;
  private final Embeddings embeddings;
  private final Cache<TenantId, Matrix> matrices;

  /**
   * @param cachedQuestions over all tenants
   */
  public StoredKnowledge(Database database, Embeddings embeddings, long cachedQuestions) {
    this.database = database;
    this.embeddings = embeddings;
    this.matrices =
        Caffeine.newBuilder()
            .maximumWeight(cachedQuestions)
            .weigher((TenantId _, Matrix matrix) -> 1 + matrix.faqs().size())
            .build();
  }

  @Override
  public List<Hit> search(TenantId tenant, String text, int limit) {
    var matrix = matrix(tenant);
    return matrix.faqs().isEmpty() || text.isBlank()
        ? List.of()
        : matrix.nearest(embeddings.embed(Matrix.parts(text)), limit);
  }

  private Matrix matrix(TenantId tenant) {
    long version =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(VERSION)
                        .bind("tenant", tenant.value())
                        .mapTo(Long.class)
                        .one());
    var cached = matrices.getIfPresent(tenant);
    if (cached != null && cached.version() == version) {
      return cached;
    }
    // Rows read after the version may be newer than it: then they are read once more next time.
    var read = read(tenant, version);
    matrices.put(tenant, read);
    return read;
  }

  private Matrix read(TenantId tenant, long version) {
    var faqs = new ArrayList<Faq>();
    var vectors = new ArrayList<List<float[]>>();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select question, answer, embedding, full_embedding from core.knowledge_item
                        where tenant = :tenant order by rank, id
                        """)
                    .bind("tenant", tenant.value())
                    .map(
                        (row, _) -> {
                          faqs.add(new Faq(row.getString("question"), row.getString("answer")));
                          vectors.add(
                              List.of(
                                  Vectors.unboxed((Float[]) row.getArray("embedding").getArray()),
                                  Vectors.unboxed(
                                      (Float[]) row.getArray("full_embedding").getArray())));
                          return true;
                        })
                    .list());
    return new Matrix(version, List.copyOf(faqs), List.copyOf(vectors));
  }
}
