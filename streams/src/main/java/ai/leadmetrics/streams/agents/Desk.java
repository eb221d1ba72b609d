package ai.leadmetrics.streams.agents;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.agents.AgentRunEvent;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCompleted;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunFailed;
import ai.leadmetrics.protocol.crm.ContactEvent.OptedOut;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadQualified;
import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ReplyRoute;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.inbox.ReplyRoutes;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.util.List;
import java.util.Optional;

/** What an agent reads from and does to the entities, as blocking calls. */
interface Desk {
  Dialogue dialogue(EntityId conversation);

  Qualification qualification(EntityId lead);

  TenantFacts tenant(TenantId tenant);

  /**
   * Where an answer goes that its channel cannot carry.
   *
   * @param length of the answer
   */
  Optional<ReplyRoute> route(Opened opened, int length);

  /** Whether a contact wants no automatic messages. */
  boolean optedOut(EntityId contact);

  /** How a run has ended, if it has: {@link RunCompleted} or {@link RunFailed}. */
  Optional<AgentRunEvent> result(EntityId run);

  /** Throws when the entity does not answer. */
  Reply ask(EntityId id, String commandId, Object command);

  /** Conversations, leads and runs from the journal, tenants from their table. */
  static Desk of(Platform platform, Commands commands) {
    var history = new EntityHistory(platform.database());
    var tenants = new TenantStore(platform.database());
    var routes = new ReplyRoutes(platform.database(), platform.clock());
    return new Desk() {
      /** A conversation seldom has more between a request and its answer. */
      private static final int TAIL = 400;

      @Override
      public Dialogue dialogue(EntityId conversation) {
        return Dialogue.of(
            history.tail("Conversation", conversation, TAIL).stream()
                .map(ConversationEvent.class::cast)
                .toList());
      }

      @Override
      public Qualification qualification(EntityId lead) {
        return history
            .last("Lead", lead, List.of("lead-qualified"))
            .map(event -> ((LeadQualified) event).qualification())
            .orElse(Qualification.NONE);
      }

      @Override
      public Optional<ReplyRoute> route(Opened opened, int length) {
        return routes
            .find(opened.channel(), opened.contact(), opened.identifiers(), length)
            .toCompletableFuture()
            .join();
      }

      @Override
      public boolean optedOut(EntityId contact) {
        return history
            .last("Contact", contact, List.of("opted-out", "opted-in"))
            .filter(OptedOut.class::isInstance)
            .isPresent();
      }

      @Override
      public TenantFacts tenant(TenantId tenant) {
        return tenants.facts(tenant).toCompletableFuture().join().orElseGet(() -> unknown(tenant));
      }

      @Override
      public Optional<AgentRunEvent> result(EntityId run) {
        return history
            .last("AgentRun", run, List.of("run-completed", "run-failed"))
            .map(AgentRunEvent.class::cast);
      }

      @Override
      public Reply ask(EntityId id, String commandId, Object command) {
        return commands.ask(id, commandId, command);
      }
    };
  }

  /** A tenant whose registration has not come through yet. */
  private static TenantFacts unknown(TenantId tenant) {
    var profile = new BusinessProfile(tenant.value(), "", "UTC", "friendly", List.of());
    return new TenantFacts(profile, null, null, null);
  }

  /** Sends a command by the AI and waits. */
  @FunctionalInterface
  interface Commands {
    Reply ask(EntityId id, String commandId, Object command);
  }
}
