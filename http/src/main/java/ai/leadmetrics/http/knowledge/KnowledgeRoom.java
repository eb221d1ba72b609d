package ai.leadmetrics.http.knowledge;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.EntitlementStore;
import com.typesafe.config.Config;
import java.util.concurrent.CompletionStage;

/** How many questions a tenant's AI may know, by its plan. */
public final class KnowledgeRoom {
  private final Config limits;
  private final EntitlementStore entitlements;

  /**
   * @param root of which {@code leadmetrics.knowledge.limits} is read
   */
  public KnowledgeRoom(Config root, EntitlementStore entitlements) {
    this.limits = root.getConfig("leadmetrics.knowledge.limits");
    this.entitlements = entitlements;
  }

  CompletionStage<Long> of(TenantId tenant) {
    return entitlements
        .of(tenant)
        .thenApply(
            has -> {
              var plan = has.plan().wire();
              return limits.getLong(limits.hasPath(plan) ? plan : "other");
            });
  }
}
