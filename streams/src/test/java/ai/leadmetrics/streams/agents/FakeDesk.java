package ai.leadmetrics.streams.agents;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Complete;
import ai.leadmetrics.protocol.agents.AgentRunEvent;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCompleted;
import ai.leadmetrics.protocol.crm.CrmError;
import ai.leadmetrics.protocol.crm.LeadCommand.Qualify;
import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Answer;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ReplyRoute;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.Standing;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.TenantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers what it was asked and answers what a test wants. */
final class FakeDesk implements Desk {
  final List<ConversationEvent> events = new ArrayList<>();
  final List<Object> commands = new ArrayList<>();
  AgentRunEvent ended;
  AgentRunEvent other;
  TenantSettings settings = TenantSettings.NONE;
  Standing standing = Standing.ACTIVE;
  int failures;
  int leadOpensAfter;
  boolean optedOut;
  Runnable whileThinking = () -> {};
  @Nullable ReplyRoute route;

  Answer answer() {
    return (Answer) commands.getLast();
  }

  RunCompleted completed() {
    return lastCompleted;
  }

  private RunCompleted lastCompleted;

  @Override
  public Dialogue dialogue(EntityId conversation) {
    if (failures-- > 0) {
      throw new IllegalStateException("out of reach");
    }
    return Dialogue.of(events);
  }

  @Override
  public Qualification qualification(EntityId lead) {
    return Qualification.NONE;
  }

  @Override
  public Optional<ReplyRoute> route(Opened opened, int length) {
    return Optional.ofNullable(route);
  }

  @Override
  public boolean optedOut(EntityId contact) {
    return optedOut;
  }

  @Override
  public TenantFacts tenant(TenantId tenant) {
    return tenant(tenant.value());
  }

  private TenantFacts tenant(String name) {
    var profile = new BusinessProfile(name, "hotel", "Asia/Kolkata", "warm", List.of());
    return new TenantFacts(profile, settings, null, standing);
  }

  @Override
  public Optional<AgentRunEvent> result(EntityId run) {
    return Optional.ofNullable(ended);
  }

  @Override
  public Reply ask(EntityId id, String commandId, Object command) {
    if (other != null && command instanceof Complete) {
      ended = other;
      return new Reply.Done(1, false);
    }
    if (command
        instanceof Complete(var model, var offline, var in, var out, var latency, var result)) {
      whileThinking.run();
      lastCompleted = new RunCompleted(model, offline, in, out, latency, result);
    }
    commands.add(command);
    if (command instanceof Qualify && leadOpensAfter-- > 0) {
      return new Reply.Refused(Rejection.of(CrmError.LEAD_NOT_OPEN));
    }
    return new Reply.Done(1, true);
  }
}
