package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.kit.Position;

/**
 * One kind of agent. A run may be begun several times, on several nodes even: whatever it does is
 * idempotent. Methods block; they are called on virtual threads.
 */
interface Agent {
  /** The name in {@link AgentWork#agent}. */
  String name();

  /**
   * Does the work to its end.
   *
   * @param cause where in the journal the work was asked for
   * @throws RuntimeException when the outcome is open: then it is called again
   */
  void run(AgentWork work, Position cause);

  /** Ends a run that failed again and again for a reason of our own. */
  void giveUp(AgentWork work, Position cause, String error);
}
