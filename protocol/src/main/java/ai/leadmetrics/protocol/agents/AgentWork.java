package ai.leadmetrics.protocol.agents;

import ai.leadmetrics.protocol.kit.EntityId;
import java.time.Instant;

/** A record on {@code work.agents}: one run that waits for a worker. */
public record AgentWork(EntityId run, String agent, EntityId subject, String task, Instant at) {}
