package ai.leadmetrics.entities.crm;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;
import static ai.leadmetrics.protocol.crm.LeadStatus.NEW;
import static ai.leadmetrics.protocol.crm.LeadStatus.QUALIFIED;
import static ai.leadmetrics.protocol.crm.LeadStatus.QUALIFYING;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.crm.CrmError;
import ai.leadmetrics.protocol.crm.LeadCommand;
import ai.leadmetrics.protocol.crm.LeadCommand.ChangeStatus;
import ai.leadmetrics.protocol.crm.LeadCommand.Open;
import ai.leadmetrics.protocol.crm.LeadCommand.Qualify;
import ai.leadmetrics.protocol.crm.LeadEvent;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadOpened;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadQualified;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadStatusChanged;
import ai.leadmetrics.protocol.crm.LeadScore;
import ai.leadmetrics.protocol.crm.LeadStatus;
import ai.leadmetrics.protocol.crm.Qualification;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** A contact's interest in buying, from first message to won or lost. */
public final class Lead implements Aggregate<LeadCommand, LeadEvent, Lead.State> {
  /** This many of the six answers make a lead qualified. */
  static final int QUALIFIED_AT = 4;

  /** {@code status} is absent until the lead is open. */
  public record State(@Nullable LeadStatus status, LeadScore score, Qualification qualification) {}

  @Override
  public String name() {
    return "Lead";
  }

  @Override
  public String context() {
    return "crm";
  }

  @Override
  public Class<LeadCommand> commands() {
    return LeadCommand.class;
  }

  @Override
  public Class<LeadEvent> events() {
    return LeadEvent.class;
  }

  @Override
  public Class<State> states() {
    return State.class;
  }

  @Override
  public State initial() {
    return new State(null, LeadScore.UNSCORED, Qualification.NONE);
  }

  @Override
  public Decision<LeadEvent> decide(State state, LeadCommand command) {
    return switch (command) {
      case Open(var contact, var conversation, var name, var identifiers, var source) ->
          state.status() == null
              ? accepted(new LeadOpened(contact, conversation, name, identifiers, source))
              : accepted();
      case Qualify _ when state.status() == null -> rejected(CrmError.LEAD_NOT_OPEN);
      case Qualify(var learnt) -> qualify(state, state.status(), learnt);
      case ChangeStatus _ when state.status() == null -> rejected(CrmError.LEAD_NOT_OPEN);
      case ChangeStatus(var status) ->
          status == state.status()
              ? accepted()
              : accepted(new LeadStatusChanged(state.status(), status));
    };
  }

  private static Decision<LeadEvent> qualify(State state, LeadStatus status, Qualification learnt) {
    var merged = state.qualification().merge(learnt);
    if (merged.equals(state.qualification())) {
      return accepted();
    }
    var events = new ArrayList<LeadEvent>();
    events.add(new LeadQualified(merged, state.score(), score(merged)));
    if (status == NEW || status == QUALIFYING) {
      var next = merged.known() >= QUALIFIED_AT ? QUALIFIED : QUALIFYING;
      if (next != status) {
        events.add(new LeadStatusChanged(status, next));
      }
    }
    return accepted(events);
  }

  /**
   * Our own rule: hot when it is known what is wanted, for how much and by when (or that it is
   * urgent); warm with two answers, cold with one.
   */
  public static LeadScore score(Qualification q) {
    boolean soon = q.urgency() != null || q.timeline() != null;
    if (q.service() != null && q.budget() != null && soon) {
      return LeadScore.HOT;
    }
    return switch (q.known()) {
      case 0 -> LeadScore.UNSCORED;
      case 1 -> LeadScore.COLD;
      default -> LeadScore.WARM;
    };
  }

  @Override
  public State evolve(State state, LeadEvent event) {
    return switch (event) {
      case LeadOpened _ -> new State(NEW, state.score(), state.qualification());
      case LeadQualified(var qualification, _, var score) ->
          new State(state.status(), score, qualification);
      case LeadStatusChanged(_, var to) -> new State(to, state.score(), state.qualification());
    };
  }
}
