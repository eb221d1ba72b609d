package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.kit.Position;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each run to an end: begins it again while our own services are out of reach, then gives it
 * up, so that one run that always fails does not hold up those behind it.
 */
final class Runs {
  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

  private final Map<String, Agent> agents;
  private final int attempts;
  private final Backoff backoff;
  private final MeterRegistry metrics;
  private final Pause pause;

  Runs(Collection<Agent> agents, AgentsConfig config, MeterRegistry metrics, Pause pause) {
    this.agents = agents.stream().collect(Collectors.toMap(Agent::name, Function.identity()));
    this.attempts = config.runAttempts();
    this.backoff = config.backoff();
    this.metrics = metrics;
    this.pause = pause;
  }

  /** Returns when the run has ended; throws when not even giving up was possible. */
  void run(AgentWork work, Position cause) {
    var agent = agents.get(work.agent());
    if (agent == null) {
      LOG.error("No agent {} for {}: the work is skipped", work.agent(), work.run());
      return;
    }
    var timer = Timer.start(metrics);
    var outcome = "ended";
    try {
      outcome = attempt(agent, work, cause);
    } finally {
      timer.stop(metrics.timer("leadmetrics.agent.run", "agent", agent.name(), "outcome", outcome));
    }
  }

  private String attempt(Agent agent, AgentWork work, Position cause) {
    for (int attempt = 1; ; attempt++) {
      try {
        agent.run(work, cause);
        return "ended";
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.warn("{} failed, attempt {} of {}", work.run(), attempt, attempts, e);
        if (attempt >= attempts) {
          agent.giveUp(work, cause, "internal: " + e.getClass().getSimpleName());
          return "given-up";
        }
        pause.of(backoff.after(attempt));
      }
    }
  }
}
