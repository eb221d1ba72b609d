package ai.leadmetrics.streams.agents;

import com.typesafe.config.Config;
import java.util.List;

/** The section {@code leadmetrics.agents}. */
record AgentsConfig(
    boolean enabled,
    int parallelism,
    int perTenant,
    int lookAhead,
    long fetchBytes,
    int attempts,
    int runAttempts,
    Backoff backoff,
    int history,
    int knowledge,
    double escalateBelow,
    List<ModelSettings> models) {

  static AgentsConfig of(Config root) {
    var agents = root.getConfig("leadmetrics.agents");
    return new AgentsConfig(
        agents.getBoolean("enabled"),
        agents.getInt("parallelism"),
        agents.getInt("per-tenant"),
        agents.getInt("look-ahead"),
        agents.getBytes("fetch"),
        agents.getInt("attempts"),
        agents.getInt("run-attempts"),
        new Backoff(agents.getDuration("backoff-min"), agents.getDuration("backoff-max")),
        agents.getInt("history"),
        agents.getInt("knowledge"),
        agents.getDouble("escalate-below"),
        ModelSettings.chain(agents));
  }
}
