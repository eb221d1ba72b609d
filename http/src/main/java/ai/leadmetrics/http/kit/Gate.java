package ai.leadmetrics.http.kit;

import java.util.concurrent.CompletionStage;

/**
 * Keeps callers out who are who they say and hold the permission, but may not act for the time
 * being. Not asked for endpoints that are always open.
 */
@FunctionalInterface
public interface Gate {
  /** Completes to let the caller pass; fails with the problem that keeps them out. */
  CompletionStage<?> admit(Caller caller, Endpoint<?, ?, ?> endpoint);
}
