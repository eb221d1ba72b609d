package ai.leadmetrics.streams.knowledge;

import ai.leadmetrics.protocol.kit.TenantId;
import java.util.List;

/** Finds what a tenant knows about something. */
@FunctionalInterface
public interface KnowledgeSearch {
  /**
   * A found question.
   *
   * @param score cosine similarity, 0 to 1
   */
  record Hit(Faq faq, double score) {}

  /** The nearest first. Blocks; call from a virtual thread. */
  List<Hit> search(TenantId tenant, String text, int limit);
}
