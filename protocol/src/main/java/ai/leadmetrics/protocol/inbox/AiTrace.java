package ai.leadmetrics.protocol.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Where an AI reply came from.
 *
 * @param run local id of the agent run
 * @param offline whether no model provider was asked
 * @param confidence 0 to 1
 * @param language an IETF tag such as {@code hi-Latn}, where known
 */
public record AiTrace(
    String run,
    String model,
    boolean offline,
    double confidence,
    Action action,
    @Nullable String language,
    long latencyMs) {}
