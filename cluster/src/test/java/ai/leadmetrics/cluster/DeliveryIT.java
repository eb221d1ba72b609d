package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.Business.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.ConversationCommand.BeginAttempt;
import ai.leadmetrics.protocol.inbox.ConversationCommand.TakeOver;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDelivered;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDropped;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageFailed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRead;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageUnconfirmed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendDeferred;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.sandbox.Sandbox;
import ai.leadmetrics.sandbox.SandboxConfig;
import ai.leadmetrics.sandbox.SandboxConfig.StatusDelays;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Delivery from a queued reply to the customer's phone and back, with a provider that misbehaves.
 * The tests take the AI's part themselves. On a platform of its own: the sandbox is made to fail,
 * and retries are shortened.
 */
class DeliveryIT {
  private static final String PHONE = "919812345678";

  private static Sandbox sandbox;
  private static SandboxClient provider;
  private static TestPlatform platform;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.start(
            new SandboxConfig("127.0.0.1", 0)
                .withDelays(StatusDelays.ofMillis(50, 100, 150))
                .withSilence(Duration.ofSeconds(30)));
    provider = new SandboxClient(sandbox);
    platform = TestPlatform.start(settings(sandbox));
  }

  /** Sends to that sandbox, in less time than in real life. */
  static Map<String, Object> settings(Sandbox sandbox) {
    return Map.ofEntries(
        Map.entry("leadmetrics.roles", "http,entities,ingest,relay,views,delivery"),
        Map.entry("leadmetrics.sandbox.enabled", false),
        Map.entry("leadmetrics.whatsapp.graph-url", sandbox.url()),
        Map.entry("leadmetrics.whatsapp.request-timeout", "4s"),
        Map.entry("leadmetrics.delivery.backoff.shortest", "300ms"),
        Map.entry("leadmetrics.delivery.backoff.longest", "1s"),
        Map.entry("leadmetrics.delivery.max-attempts", 30),
        Map.entry("leadmetrics.delivery.outstanding-grace", "1s"),
        Map.entry("leadmetrics.delivery.channel.circuit.failures", 3),
        Map.entry("leadmetrics.delivery.channel.circuit.shortest", "500ms"),
        Map.entry("leadmetrics.delivery.channel.circuit.longest", "1s"));
  }

  @AfterAll
  static void stop() {
    platform.close();
    sandbox.close();
  }

  @AfterEach
  void repair() {
    provider.works();
  }

  private static Business business() {
    return business(0);
  }

  private static Business business(int messagesPerSecond) {
    return new Business(platform.node().platform(), sandbox, provider, messagesPerSecond);
  }

  @Test
  void anAnswerGoesOutOnceAndItsTicksComeBack() {
    var business = business();
    var customer = business.customer(PHONE);
    customer.aiAnswers("Welcome! नमस्ते 👋");
    customer.eventuallyLast(MessageRead.class);
    assertThat(customer.story())
        .containsExactly(
            "ReplyQueued", "SendAttempted", "MessageSent", "MessageDelivered", "MessageRead");
    assertThat(business.sent()).containsExactly("Welcome! नमस्ते 👋");
  }

  @Test
  void providerAnswering429IsRetriedUntilAccepted() {
    var business = business();
    var customer = business.customer(PHONE);
    provider.fault("429", 2);
    var message = customer.aiAnswers("Welcome");
    customer.eventuallyLast(MessageRead.class);
    assertThat(customer.events())
        .filteredOn(SendDeferred.class::isInstance)
        .containsExactly(new SendDeferred(message, "130429"), new SendDeferred(message, "130429"));
    assertThat(business.sent()).containsExactly("Welcome");
  }

  @Test
  void providerAnswering500IsRetriedUntilAccepted() {
    var business = business();
    var customer = business.customer(PHONE);
    provider.fault("500", 2);
    var message = customer.aiAnswers("Welcome");
    customer.eventuallyLast(MessageRead.class);
    assertThat(customer.events())
        .filteredOn(SendDeferred.class::isInstance)
        .containsExactly(new SendDeferred(message, "131000"), new SendDeferred(message, "131000"));
    assertThat(business.sent()).containsExactly("Welcome");
  }

  @Test
  void providerSilentIsUnknownAndNeverSentTwice() {
    var business = business();
    var customer = business.customer(PHONE);
    provider.fault("silent", 1);
    var lost = customer.humanAnswers("lost");
    customer.eventually(new MessageUnconfirmed(lost, "timeout"));
    customer.humanAnswers("after");
    customer.eventuallyLast(MessageRead.class);
    assertThat(business.sent()).containsExactly("after");
  }

  @Test
  void providerWhoseAnswerIsLostIsNotAskedAgainAndTheStatusTells() {
    var business = business();
    var customer = business.customer(PHONE);
    provider.fault("drop-response", 1);
    customer.humanAnswers("taken");
    customer.eventuallyLast(MessageRead.class);
    customer.humanAnswers("after");
    eventually(() -> assertThat(business.sent()).containsExactly("taken", "after"));
    customer.eventuallyLast(MessageRead.class);
    assertThat(business.sent()).containsExactly("taken", "after");
  }

  @Test
  void humanOvertakesQueuedAiReplyAndOnlyTheHumanIsHeard() {
    var business = business();
    var customer = business.customer(PHONE);
    provider.fault("429", 1_000);
    var overtaken = customer.aiAnswers("from the AI");
    eventually(() -> assertThat(customer.events()).hasAtLeastOneElementOfType(SendDeferred.class));
    customer.tell(new TakeOver("user_1", "Asha"));
    customer.eventually(new MessageDropped(overtaken, "overtaken"));
    provider.works();
    customer.humanAnswers("from Asha");
    customer.eventuallyLast(MessageRead.class);
    assertThat(business.sent()).containsExactly("from Asha");
  }

  @Test
  void redeliveredWorkAfterACrashIsNotSentTwice() {
    var business = business();
    var customer = business.customer(PHONE);
    var first = customer.humanAnswers("first");
    customer.eventuallyLast(MessageRead.class);
    redeliver(customer, first);
    provider.fault("429", 1_000);
    var second = customer.humanAnswers("second");
    customer.eventually(new SendDeferred(second, "130429"));
    // A node begins an attempt and dies before anybody hears of the outcome.
    eventually(() -> customer.tell(new BeginAttempt(second, "of a dead node", Instant.now())));
    redeliver(customer, second);
    provider.works();
    customer.eventually(new MessageUnconfirmed(second, "interrupted"));
    customer.humanAnswers("third");
    customer.eventuallyLast(MessageRead.class);
    assertThat(business.sent()).containsExactly("first", "third");
  }

  private static void redeliver(Business.Customer customer, String message) {
    var queued =
        customer.events().stream()
            .filter(ReplyQueued.class::isInstance)
            .map(ReplyQueued.class::cast)
            .filter(reply -> reply.message().equals(message))
            .findFirst()
            .orElseThrow();
    var record =
        new OutgoingMessage(
            customer.conversation,
            message,
            queued.channel(),
            queued.channelKind(),
            queued.address(),
            queued.text(),
            Instant.now(),
            null);
    platform
        .node()
        .platform()
        .kafka()
        .producer()
        .send(
            new ProducerRecord<>(
                Topics.DELIVERY_MESSAGES, customer.conversation.key(), Json.bytes(record)))
        .toCompletableFuture()
        .join();
  }

  @Test
  void statusesOutOfOrderNeverLeadBack() {
    var business = business();
    var customer = business.customer(PHONE);
    provider.fault("out-of-order", 1);
    customer.humanAnswers("one");
    customer.eventuallyLast(MessageRead.class);
    provider.fault("duplicate-status", 1);
    var two = customer.humanAnswers("two");
    eventually(
        () ->
            assertThat(customer.events())
                .anyMatch(event -> event instanceof MessageRead(var id, _) && id.equals(two)));
    assertThat(customer.events()).filteredOn(MessageRead.class::isInstance).hasSize(2);
    assertThat(customer.events())
        .filteredOn(MessageDelivered.class::isInstance)
        .singleElement()
        .satisfies(event -> assertThat(((MessageDelivered) event).message()).isEqualTo(two));
  }

  @Test
  void whatTheProviderGivesUpLaterFails() {
    var business = business();
    var customer = business.customer(PHONE);
    provider.fault("failed", 1);
    customer.humanAnswers("one");
    customer.eventuallyLast(MessageFailed.class);
    assertThat(customer.last(MessageFailed.class).error()).contains("131026");
  }

  @Test
  void messagesOfAConversationKeepTheirOrderThroughTrouble() {
    var business = business();
    var customer = business.customer(PHONE);
    provider.fault("429", 5);
    var texts = IntStream.rangeClosed(1, 12).mapToObj(i -> "message " + i).toList();
    texts.forEach(customer::humanAnswers);
    eventually(() -> assertThat(business.sent()).hasSize(texts.size()));
    assertThat(business.sent()).containsExactlyElementsOf(texts);
  }

  @Test
  void aThrottledNumberLosesNothingAndHoldsUpNobody() {
    var throttled = business(1);
    var healthy = business();
    var waiting = new ArrayList<Business.Customer>();
    for (int i = 0; i < 8; i++) {
      waiting.add(throttled.customer("91980000000" + i));
    }
    var other = healthy.customer(PHONE);
    waiting.forEach(customer -> customer.humanAnswers("throttled"));
    eventually(
        () ->
            assertThat(platform.node().platform().metrics().find("leadmetrics.delivery.held"))
                .satisfies(held -> assertThat(held.counter()).isNotNull()));
    other.humanAnswers("at once");
    other.eventuallyLast(MessageRead.class);
    assertThat(throttled.sent()).hasSizeLessThan(8);
    eventually(() -> assertThat(throttled.sent()).hasSize(8));
    for (var customer : waiting) {
      customer.eventuallyLast(MessageRead.class);
    }
    assertThat(throttled.sent()).hasSize(8);
    assertThat(healthy.sent()).isEqualTo(List.of("at once"));
  }
}
