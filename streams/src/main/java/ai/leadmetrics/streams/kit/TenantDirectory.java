package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What is known of tenants, for contexts that the tenants' own context stands on. */
public interface TenantDirectory {
  /** Empty where there is no such tenant, or none yet. */
  CompletionStage<Optional<TenantFacts>> facts(TenantId tenant);
}
