package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.billing.EntryId;
import java.util.Set;

/**
 * Where runs are paid for: credits are set aside before the work and taken after it. Whatever is
 * called twice for the same run counts once; calls block.
 */
interface Till {
  /** The tenant has nothing to pay with, or may not use it. */
  String NO_CREDITS = "no_credits";

  /** The tenant's plan does not contain the agent. */
  String NOT_IN_PLAN = "not_in_plan";

  /** The plan has no room for one more person: this one came after its last. */
  String NO_ROOM = "contact_limit";

  /** The month's tokens are used up. */
  String NO_TOKENS = "token_budget";

  /** Why work may not begin. */
  Set<String> REASONS = Set.of(NO_CREDITS, NOT_IN_PLAN, NO_ROOM, NO_TOKENS);

  /** Whether the work may begin. */
  sealed interface Opened {
    /**
     * @param thrift how much to save
     */
    record May(EntryId entry, Thrift thrift) implements Opened {}

    /**
     * @param reason one of {@link #REASONS}
     */
    record MayNot(String reason) implements Opened {}
  }

  Opened open(AgentWork work);

  /** The entry of a run that was begun before, by whomever. */
  EntryId entry(AgentWork work);

  /** The work is done. */
  void charge(AgentWork work, EntryId entry);

  /** The work was not done. */
  void giveBack(AgentWork work, EntryId entry);
}
