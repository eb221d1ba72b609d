package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.ChatProvider.Saying;
import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunAttemptFailed;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCompleted;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunFailed;
import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadQualified;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Receive;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.BusinessProfile.Question;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.streams.agents.AgentWorkers;
import ai.leadmetrics.streams.agents.ReplyQueue;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.knowledge.Faq;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import ai.leadmetrics.streams.tenancy.TenantStore;
import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * From a customer's message to the AI's queued answer, with every provider but the network real. On
 * a platform of its own: agents are switched off in the shared one, and models are replaced here.
 */
class AgentsIT {
  private static TestPlatform test;
  private static Platform platform;

  private final List<StreamTask.Running> running = new ArrayList<>();
  private final TenantId tenant = tenant();

  @BeforeAll
  static void start() {
    // Each test starts the agents' streams itself, with the models it wants.
    test =
        TestPlatform.start(
            Map.of(
                "leadmetrics.agents.enabled",
                false,
                "leadmetrics.roles",
                List.of("entities", "ingest", "relay", "views", "agents")));
    platform = test.node().platform();
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @AfterEach
  void stopAgents() {
    running.forEach(task -> now(task.stop()));
  }

  @Test
  void answersFromTheTenantsOwnKnowledgeAndLearnsAboutTheLead() {
    var questions = List.of(new Question("budget", "Do you have a budget in mind?"));
    var profile = new BusinessProfile("Lotus House", "hotel", "Asia/Kolkata", "warm", questions);
    now(
        platform
            .entities()
            .ask(
                EntityId.ofTenant(tenant),
                "register",
                "system",
                new TenantCommand.Register(profile, Instant.EPOCH)));
    now(
        platform
            .entities()
            .ask(
                EntityId.ofTenant(tenant),
                "launch",
                "system",
                new TenantCommand.CompleteOnboarding(Instant.EPOCH)));
    var tenants = new TenantStore(platform.database());
    await().until(() -> now(tenants.profile(tenant)).isPresent());
    var knowledge = KnowledgeStore.of(platform);
    now(
        knowledge.replace(
            tenant,
            List.of(
                new Faq("Is there a swimming pool?", "Yes, the pool is open until 8 pm."),
                new Faq("Do you have parking?", "Guests park free of charge."))));
    var other = tenant();
    now(knowledge.replace(other, List.of(new Faq("Is there a pool?", "Another tenant's pool."))));
    agents("");

    var conversation = writes(tenant, "Do you have a pool? We need a suite for 4 guests in May.");
    var answer = answer(conversation);
    assertThat(answer.text()).contains("pool is open until 8 pm").endsWith("in mind?");
    assertThat(answer.ai().offline()).isTrue();
    assertThat(answer.ai().model()).isEqualTo("offline-minilm");
    assertThat(answer.ai().action()).isEqualTo(Action.ASK);
    var lead = EntityId.derived(tenant, Kind.LEAD, contact(conversation).local());
    await().until(() -> !events("Lead", lead, LeadQualified.class).isEmpty());
    assertThat(events("Lead", lead, LeadQualified.class).getFirst().qualification().service())
        .isEqualTo("suite, 4 guests");

    now(knowledge.add(tenant, new Faq("Do you rent out bicycles?", "Bicycles are free.")));
    assertThat(answer(writes(tenant, "Do you rent out bicycles?")).text())
        .contains("Bicycles are free.");
    assertThat(now(knowledge.list(tenant))).hasSize(3);
  }

  @Test
  void aProviderThatFailsTwiceIsAskedAThirdTime() {
    var calls = new AtomicInteger();
    try (var provider =
        new ChatProvider(
            _ -> calls.incrementAndGet() < 3 ? new Saying(500, "down") : Saying.answer("Hello!"))) {
      agents(openAi(provider));
      var conversation = writes(tenant, "Do you have a room?");
      assertThat(answer(conversation).text()).isEqualTo("Hello!");
      assertThat(answer(conversation).ai().offline()).isFalse();
      assertThat(calls).hasValue(3);
      assertThat(events("AgentRun", run(conversation), RunAttemptFailed.class)).hasSize(2);
      assertThat(events("AgentRun", run(conversation), RunCompleted.class)).hasSize(1);
    }
  }

  @Test
  void garbageThreeTimesBecomesTheFriendlyFallbackAndAPerson() {
    try (var provider = new ChatProvider(_ -> new Saying(200, "Sure! I am happy to help."))) {
      agents(openAi(provider));
      var conversation = writes(tenant, "What is the price?");
      assertThat(answer(conversation).text()).startsWith("Thank you for your message.");
      assertThat(provider.asked()).hasSize(3);
      assertThat(events("Conversation", conversation, Escalated.class))
          .containsExactly(new Escalated(EscalationReason.MODEL_FAILED));
      assertThat(events("AgentRun", run(conversation), RunFailed.class)).hasSize(1);
    }
  }

  @Test
  void workThatIsDeliveredAgainAnswersOnce() {
    var release = new CountDownLatch(1);
    try (var provider =
        new ChatProvider(
            _ -> {
              awaitQuietly(release);
              return Saying.answer("Once.");
            })) {
      agents(openAi(provider));
      var conversation = writes(tenant, "Hello?");
      await().until(() -> provider.asked().size() == 1);
      redeliver(conversation);
      await().until(() -> provider.asked().size() == 2);
      release.countDown();
      answer(conversation);
      redeliver(conversation);
      // Work of one tenant is taken in order of arrival: when this one is answered, the other was.
      answer(writes(tenant, "And me?"));
      assertThat(events("Conversation", conversation, ReplyQueued.class)).hasSize(1);
      assertThat(events("AgentRun", run(conversation), RunCompleted.class)).hasSize(1);
    }
  }

  @Test
  void workersThatStopAndComeBackLoseNothingAndDoubleNothing() {
    var permits = new Semaphore(3);
    try (var provider =
        new ChatProvider(
            _ -> {
              permits.acquireUninterruptibly();
              return Saying.answer("Yes.");
            })) {
      agents(openAi(provider));
      var conversations =
          IntStream.range(0, 20).mapToObj(i -> writes(tenant, "Question " + i)).toList();
      await().until(() -> provider.asked().size() > 3);
      var stopped = running.stream().map(StreamTask.Running::stop).toList();
      permits.release(100);
      stopped.forEach(AgentsIT::now);
      running.clear();
      agents(openAi(provider));
      for (var conversation : conversations) {
        answer(conversation);
        assertThat(events("Conversation", conversation, ReplyQueued.class)).hasSize(1);
        assertThat(events("AgentRun", run(conversation), RunCompleted.class)).hasSize(1);
      }
    }
  }

  @Test
  void theFloodOfOneTenantDoesNotHoldUpAnother() {
    var release = new CountDownLatch(1);
    try (var provider =
        new ChatProvider(
            document -> {
              if (document.contains("flood")) {
                awaitQuietly(release);
              }
              return Saying.answer("Yes.");
            })) {
      agents(openAi(provider) + "\nparallelism = 3, per-tenant = 2");
      var flood = IntStream.range(0, 40).mapToObj(i -> writes(tenant, "flood " + i)).toList();
      await().until(() -> provider.asked().size() == 2);
      answer(writes(tenant(), "A single question"));
      assertThat(provider.asked()).filteredOn(prompt -> prompt.contains("flood")).hasSize(2);
      release.countDown();
      flood.forEach(AgentsIT::answer);
    }
  }

  private static String openAi(ChatProvider provider) {
    return "model { provider = openai, api-key = test, base-url = \"" + provider.baseUrl() + "\" }";
  }

  /** Starts the agents' streams with some settings replaced. */
  private void agents(String settings) {
    var config =
        ConfigFactory.parseString(
                "leadmetrics.agents { enabled = true, backoff-min = 50ms, backoff-max = 200ms\n"
                    + settings
                    + "\n}")
            .withFallback(platform.config());
    var configured =
        new Platform(
            platform.system(),
            config,
            platform.database(),
            platform.kafka(),
            platform.entities(),
            platform.metrics(),
            platform.secrets(),
            platform.clock());
    running.add(new ReplyQueue().start(configured));
    running.add(new AgentWorkers().start(configured));
  }

  private static TenantId tenant() {
    var tenant = new TenantId("t" + UUID.randomUUID().toString().substring(0, 12));
    now(new EntitlementStore(platform).give(tenant, "test", PlanId.PRO, Instant.now()));
    return tenant;
  }

  /** A new customer writes. */
  private static EntityId writes(TenantId tenant, String text) {
    var conversation = EntityId.next(tenant, Kind.CONVERSATION);
    var receive =
        new Receive(
            new EntityId(tenant, "chan_01"),
            ChannelKind.WHATSAPP,
            contact(conversation),
            "919845012345",
            "Asha",
            List.of(),
            true,
            "msg_" + conversation.local().substring(5),
            "wamid." + conversation.local(),
            MessageContent.text(text),
            MessageContext.NONE,
            Instant.now());
    var reply = now(platform.entities().ask(conversation, "in:1", "customer", receive));
    assertThat(reply).isInstanceOf(Reply.Done.class);
    return conversation;
  }

  private static EntityId contact(EntityId conversation) {
    return new EntityId(conversation.tenant(), "cont_" + conversation.local().substring(5));
  }

  private static ReplyQueued answer(EntityId conversation) {
    await().until(() -> !events("Conversation", conversation, ReplyQueued.class).isEmpty());
    return events("Conversation", conversation, ReplyQueued.class).getFirst();
  }

  private static String requested(EntityId conversation) {
    return events("Conversation", conversation, ReplyRequested.class).getFirst().reply();
  }

  private static EntityId run(EntityId conversation) {
    return EntityId.derived(conversation.tenant(), Kind.RUN, requested(conversation));
  }

  private static void redeliver(EntityId conversation) {
    var work =
        new AgentWork(
            run(conversation),
            "lead-responder",
            conversation,
            requested(conversation),
            Instant.now());
    var tenant = conversation.tenant().value();
    now(
        platform
            .kafka()
            .producer()
            .send(new ProducerRecord<>(Topics.WORK_AGENTS, tenant, Json.bytes(work))));
  }

  private static <E> List<E> events(String kind, EntityId id, Class<E> type) {
    return now(
            platform
                .database()
                .read(
                    handle ->
                        handle
                            .createQuery(
                                """
                                select event_payload from public.event_journal
                                where persistence_id = :id order by sequence_number
                                """)
                            .bind("id", kind + '|' + id.key())
                            .map((row, _) -> EventCodec.read(kind, row.getBytes(1)).event())
                            .list()))
        .stream()
        .filter(type::isInstance)
        .<E>map(type::cast)
        .toList();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
