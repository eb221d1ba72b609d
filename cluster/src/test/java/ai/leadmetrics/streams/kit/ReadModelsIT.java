package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.agents.AgentRun.RunState;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunAttemptFailed;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCompleted;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunQueued;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunStarted;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRegistered;
import ai.leadmetrics.protocol.crm.ContactEvent.ContactRenamed;
import ai.leadmetrics.protocol.crm.ContactEvent.IdentifiersAdded;
import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadOpened;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadQualified;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadStatusChanged;
import ai.leadmetrics.protocol.crm.LeadScore;
import ai.leadmetrics.protocol.crm.LeadStatus;
import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDelivered;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageSent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.inbox.InboxFilter;
import ai.leadmetrics.protocol.inbox.MessageStatus;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.agents.RunsQueries;
import ai.leadmetrics.streams.crm.LeadsQueries;
import ai.leadmetrics.streams.inbox.InboxQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadModelsIT {
  private static final TenantId TENANT = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("rival");
  private static final Identifier PHONE = new Identifier(Identifier.Kind.PHONE, "+919811000000");
  private static final Identifier EMAIL = new Identifier(Identifier.Kind.EMAIL, "asha@example.com");

  @TempDir Path folder;
  private PipelineServices services;
  private JournalWriter journal;

  @BeforeEach
  void start() {
    services = new PipelineServices(folder);
    journal = services.journal();
  }

  @AfterEach
  void stop() {
    services.close();
  }

  /** The same story for two tenants with the same customer: only ids' tenants differ. */
  private void story(TenantId tenant, String name) {
    var conversation = conversation(tenant);
    var contact = contact(tenant);
    var lead = lead(tenant);
    journal.append("Contact", contact, new ContactRegistered("A.", List.of(PHONE)));
    journal.open(conversation);
    journal.receive(conversation, "msg_in1", "A room, please");
    journal.append(
        "Lead", lead, new LeadOpened(contact, conversation, "A.", List.of(PHONE), "whatsapp"));
    var run = run(tenant);
    journal.append("AgentRun", run, new RunQueued("lead-responder", conversation, "msg_r1"));
    journal.append("AgentRun", run, new RunStarted(1, "small"));
    journal.append("AgentRun", run, new RunAttemptFailed(1, "timeout"));
    journal.append("AgentRun", run, new RunStarted(2, "small"));
    journal.append("AgentRun", run, new RunCompleted("small-2", true, 10, 20, 30, "{}"));
    journal.append("Conversation", conversation, aiReply(tenant, run.local()));
    journal.append("Conversation", conversation, new MessageSent("msg_out1", "wamid.1"));
    var delivered = Instant.parse("2026-01-02T03:04:09Z");
    journal.append("Conversation", conversation, new MessageDelivered("msg_out1", delivered));
    journal.append("Conversation", conversation, new Escalated(EscalationReason.ASKED_FOR_PERSON));
    var known = new Qualification("room", null, "200", null, null, null);
    journal.append("Lead", lead, new LeadQualified(known, LeadScore.UNSCORED, LeadScore.WARM));
    journal.append("Lead", lead, new LeadStatusChanged(LeadStatus.NEW, LeadStatus.QUALIFYING));
    journal.append("Contact", contact, new ContactRenamed("A.", name));
    journal.append("Contact", contact, new IdentifiersAdded(List.of(EMAIL, PHONE), null));
    journal.receive(conversation, "msg_in2", "Thanks");
  }

  @Test
  void theApiShowsWhatHappenedToEachTenantAlone() {
    story(TENANT, "Asha Rao");
    story(OTHER, "Someone Else");
    Contexts.views()
        .forEach(view -> new ViewRebuild(services.platform.database().jdbi(), view).run());

    leadsAreShown();
    conversationsAreShown();
    runsAreShown();
  }

  private void leadsAreShown() {
    var queries = new LeadsQueries(services.platform.database());
    var page = get(queries.leads(TENANT, null, null, null, 10, null));
    assertThat(page.next()).isNull();
    assertThat(page.items()).hasSize(1);
    var lead = page.items().getFirst();
    assertThat(lead.id()).isEqualTo(lead(TENANT).local());
    assertThat(lead.name()).isEqualTo("Asha Rao");
    assertThat(lead.phone()).isEqualTo(PHONE.value());
    assertThat(lead.email()).isEqualTo(EMAIL.value());
    assertThat(lead.status()).isEqualTo(LeadStatus.QUALIFYING);
    assertThat(lead.score()).isEqualTo(LeadScore.WARM);
    assertThat(lead.lastActivityAt()).isAfter(lead.createdAt());

    assertThat(get(queries.leads(TENANT, LeadStatus.NEW, null, null, 10, null)).items()).isEmpty();
    assertThat(get(queries.leads(TENANT, null, LeadScore.WARM, "asha r", 10, null)).items())
        .hasSize(1);
    assertThat(get(queries.leads(TENANT, null, null, "98110 00", 10, null)).items()).hasSize(1);
    assertThat(get(queries.leads(TENANT, null, null, "someone", 10, null)).items()).isEmpty();
    assertThat(get(queries.leads(TENANT, null, null, "%", 10, null)).items()).isEmpty();

    var detail = get(queries.lead(TENANT, lead.id())).orElseThrow();
    assertThat(detail.qualification())
        .isEqualTo(new Qualification("room", null, "200", null, null, null));
    assertThat(detail.history())
        .extracting(entry -> entry.what() + " " + entry.detail())
        .containsExactly(
            "lead-status-changed qualifying", "lead-qualified warm", "lead-opened whatsapp");
    assertThat(get(queries.lead(new TenantId("nobody"), lead.id()))).isEmpty();
  }

  private void conversationsAreShown() {
    var queries = new InboxQueries(services.platform.database());
    var list = get(queries.conversations(TENANT, InboxFilter.ATTENTION, "asha", 10, null)).items();
    assertThat(list).hasSize(1);
    var summary = list.getFirst();
    assertThat(summary.name()).isEqualTo("Asha Rao");
    assertThat(summary.leadId()).isEqualTo(lead(TENANT).local());
    assertThat(summary.owner()).isEqualTo(Owner.HUMAN);
    assertThat(summary.attentionReason()).isEqualTo("asked_for_person");
    assertThat(summary.unread()).isEqualTo(2);
    assertThat(get(queries.conversations(TENANT, InboxFilter.AI, null, 10, null)).items())
        .isEmpty();

    var detail = get(queries.conversation(TENANT, summary.id())).orElseThrow();
    assertThat(detail.contact().identifiers()).containsExactlyInAnyOrder(PHONE, EMAIL);
    assertThat(detail.lead()).isNotNull();
    assertThat(detail.windowClosesAt())
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z").plus(Duration.ofHours(24)));
    var messages = get(queries.messages(TENANT, summary.id(), 10, null)).items();
    assertThat(messages)
        .extracting(message -> message.id())
        .containsExactly("msg_in2", "msg_out1", "msg_in1");
    assertThat(messages.get(1).status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(messages.get(1).ai()).isNotNull();
    assertThat(messages.get(1).ai().offline()).isTrue();
  }

  private void runsAreShown() {
    var queries = new RunsQueries(services.platform.database());
    var runs = get(queries.runs(TENANT, 10, null)).items();
    assertThat(runs).hasSize(1);
    var run = runs.getFirst();
    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(run.attempts()).isEqualTo(2);
    assertThat(run.model()).isEqualTo("small-2");
    assertThat(run.inputTokens()).isEqualTo(10);
    assertThat(run.error()).isEqualTo("timeout");
    assertThat(run.conversationId()).isEqualTo(conversation(TENANT).local());
    assertThat(get(queries.run(TENANT, run.id()))).contains(run);
    assertThat(get(queries.run(new TenantId("nobody"), run.id()))).isEmpty();
  }

  private static ReplyQueued aiReply(TenantId tenant, String run) {
    return new ReplyQueued(
        "msg_out1",
        "msg_r1",
        EntityId.derived(tenant, Kind.CHANNEL, "c"),
        ChannelKind.WHATSAPP,
        "919811000000",
        "Gladly",
        null,
        null,
        new AiTrace(run, "small-2", true, 0.8, Action.ESCALATE, "en", 30),
        null);
  }

  private static EntityId conversation(TenantId tenant) {
    return EntityId.derived(tenant, Kind.CONVERSATION, "c");
  }

  private static EntityId contact(TenantId tenant) {
    // As JournalWriter.opened has it.
    return EntityId.derived(tenant, Kind.CONTACT, conversation(tenant).local());
  }

  private static EntityId lead(TenantId tenant) {
    return EntityId.derived(tenant, Kind.LEAD, contact(tenant).local());
  }

  private static EntityId run(TenantId tenant) {
    return EntityId.derived(tenant, Kind.RUN, "r");
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
