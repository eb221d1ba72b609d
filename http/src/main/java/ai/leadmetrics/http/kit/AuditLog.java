package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.ops.AuditEntry;
import java.util.concurrent.CompletionStage;

/** Where the API writes down what it was used for. */
@FunctionalInterface
public interface AuditLog {
  /** Completes once the line is stored. */
  CompletionStage<?> append(AuditEntry entry);
}
