package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.Inbound.delivery;
import static ai.leadmetrics.cluster.Inbound.message;
import static ai.leadmetrics.cluster.Inbound.messages;
import static ai.leadmetrics.cluster.Inbound.now;
import static ai.leadmetrics.cluster.Inbound.status;
import static ai.leadmetrics.cluster.Inbound.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.ConversationCommand.BeginAttempt;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordSent;
import ai.leadmetrics.protocol.inbox.ConversationCommand.ReplyAsHuman;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDelivered;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRead;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.ops.DeadLetter;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.ops.DeadLetterStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestIT {
  private static final String ASHA = "919876543210";

  private Platform platform;
  private Inbound inbound;

  @BeforeAll
  void open() {
    platform = TestPlatform.shared().node().platform();
    inbound = new Inbound(platform);
  }

  @AfterAll
  void close() {
    inbound.close();
  }

  private static String number() {
    return Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1);
  }

  private static void eventually(ThrowingRunnable condition) {
    await().untilAsserted(condition);
  }

  @Test
  void sameDeliveryFiftyTimesAtOnceIsOneMessage() {
    var tenant = Inbound.tenant();
    var number = number();
    var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    var same = messages(number, message(ASHA, "wamid.same", "Hello"));

    var all =
        IntStream.range(0, 50)
            .mapToObj(
                _ -> inbound.insist(ChannelKind.WHATSAPP, endpoint, same).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();
    inbound.whatsApp(endpoint, messages(number, message(ASHA, "wamid.last", "Still there?")));

    eventually(
        () ->
            assertThat(inbound.events(tenant, MessageReceived.class))
                .extracting(MessageReceived::providerId)
                .containsExactly("wamid.same", "wamid.last"));
    assertThat(inbound.deadLetters(tenant)).isEmpty();
  }

  @Test
  void sameCustomerOfTwoTenantsIsTwoConversations() {
    var first = Inbound.tenant();
    var second = Inbound.tenant();
    for (var tenant : new TenantId[] {first, second}) {
      var number = number();
      var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
      inbound.whatsApp(endpoint, messages(number, message(ASHA, "wamid.1", "Hi " + tenant)));
    }
    for (var tenant : new TenantId[] {first, second}) {
      eventually(
          () ->
              assertThat(inbound.events(tenant, MessageReceived.class))
                  .extracting(message -> message.content().readable())
                  .containsExactly("Hi " + tenant));
      assertThat(inbound.events(tenant, Opened.class))
          .allSatisfy(opened -> assertThat(opened.contact().tenant()).isEqualTo(tenant));
    }
  }

  @Test
  void numberOfAnotherTenantIsADeadLetterHereAndNothingThere() {
    var here = Inbound.tenant();
    var there = Inbound.tenant();
    var endpoint = inbound.connect(here, ChannelKind.WHATSAPP, number());
    var foreign = number();
    inbound.connect(there, ChannelKind.WHATSAPP, foreign);

    inbound.whatsApp(endpoint, messages(foreign, message(ASHA, "wamid.1", "psst")));

    eventually(
        () ->
            assertThat(inbound.deadLetters(here))
                .extracting(DeadLetter::reason)
                .containsExactly("unknown_number"));
    assertThat(inbound.events(there)).isEmpty();
  }

  @Test
  void onePersonInThreePhoneFormatsIsOneContactAndOneConversation() {
    var tenant = Inbound.tenant();
    var endpoint = inbound.connect(tenant, ChannelKind.WEB_FORM, null);
    for (var phone : new String[] {"+91 98765 43210", "09876543210", "98765-43210"}) {
      inbound.form(endpoint, "{\"message\":\"from %s\",\"phone\":\"%s\"}".formatted(phone, phone));
    }
    eventually(() -> assertThat(inbound.events(tenant, MessageReceived.class)).hasSize(3));
    assertThat(inbound.events(tenant, Opened.class))
        .singleElement()
        .satisfies(
            opened ->
                assertThat(opened.identifiers())
                    .containsExactly(new Identifier(Identifier.Kind.PHONE, "+919876543210")));
  }

  @Test
  void newPeopleWhoWriteManyTimesAtOnceAreOneContactEach() {
    var tenant = Inbound.tenant();
    var form = inbound.connect(tenant, ChannelKind.WEB_FORM, null);
    var number = number();
    var whatsApp = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    var all = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < 100; i++) {
      var phone = "9198765%05d".formatted(i % 20);
      all.add(
          inbound
              .insist(
                  ChannelKind.WHATSAPP,
                  whatsApp,
                  messages(number, message(phone, "wamid." + i, "hi")))
              .toCompletableFuture());
      all.add(
          inbound
              .insist(
                  ChannelKind.WEB_FORM,
                  form,
                  "{\"message\":\"hi %d\",\"phone\":\"+%s\",\"email\":\"p%d@example.com\"}"
                      .formatted(i, phone, i % 20))
              .toCompletableFuture());
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();

    eventually(() -> assertThat(inbound.events(tenant, MessageReceived.class)).hasSize(200));
    assertThat(inbound.events(tenant, Opened.class)).hasSize(40);
    assertThat(inbound.events(tenant, Opened.class).stream().map(Opened::contact).distinct())
        .hasSize(20);
  }

  @Test
  void thousandMixedElementsEachEndWhereTheyBelong() {
    var tenant = Inbound.tenant();
    var number = number();
    var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    var messages = new ArrayList<String>();
    var statuses = new ArrayList<String>();
    for (int i = 0; i < 1_000; i++) {
      switch (i % 10) {
        case 8 -> messages.add("{\"id\":\"broken\",\"type\":\"hologram\"}");
        case 9 ->
            statuses.add(status("9170000%05d".formatted(i), "wamid.none", "read", Instant.EPOCH));
        default -> messages.add(message("9198765%05d".formatted(i % 70), "wamid." + i, "no " + i));
      }
    }
    inbound.whatsApp(
        endpoint,
        delivery(number, "\"messages\":%s,\"statuses\":%s".formatted(messages, statuses)));

    eventually(
        () -> {
          assertThat(inbound.events(tenant, MessageReceived.class)).hasSize(800);
          assertThat(inbound.deadLetters(tenant)).hasSize(100);
        });
    assertThat(inbound.deadLetters(tenant).stream().map(DeadLetter::reason).distinct())
        .containsExactly("no_sender");
  }

  @ParameterizedTest
  @ValueSource(strings = {"न", "😀", "ש", "\\\\"})
  void textOf64kBArrivesWholeInAnyScript(String character) {
    var tenant = Inbound.tenant();
    var number = number();
    var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    var text = character.repeat(ConversationCommand.MAX_TEXT / 2);
    inbound.whatsApp(endpoint, messages(number, message(ASHA, "wamid.1", text)));
    eventually(
        () ->
            assertThat(inbound.events(tenant, MessageReceived.class))
                .extracting(message -> message.content().readable())
                .containsExactly(text.replace("\\\\", "\\")));
  }

  @Test
  void messagesOfOnePersonKeepTheirOrder() {
    var tenant = Inbound.tenant();
    var number = number();
    var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    for (int i = 0; i < 30; i++) {
      inbound.whatsApp(endpoint, messages(number, message(ASHA, "wamid." + i, "no " + i)));
    }
    eventually(
        () ->
            assertThat(inbound.events(tenant, MessageReceived.class))
                .extracting(message -> message.content().readable())
                .containsExactly(
                    IntStream.range(0, 30).mapToObj(i -> "no " + i).toArray(String[]::new)));
  }

  /** abhinavxd/libredesk#380: two senders on one number, each hears of the other's messages. */
  @Test
  void statusOfAMessageThatOthersSentDoesNoHarm() {
    var tenant = Inbound.tenant();
    var number = number();
    var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    inbound.whatsApp(endpoint, messages(number, message(ASHA, "wamid.1", "Hello")));
    inbound.whatsApp(
        endpoint,
        statuses(
            number,
            status(ASHA, "wamid.none", "delivered", Instant.now()),
            status(ASHA, "wamid.none", "played", Instant.now()),
            status("919000000001", "wamid.other", "read", Instant.EPOCH)));
    inbound.whatsApp(endpoint, messages(number, message(ASHA, "wamid.2", "Still there?")));

    eventually(() -> assertThat(inbound.events(tenant, MessageReceived.class)).hasSize(2));
    assertThat(inbound.deadLetters(tenant)).isEmpty();
  }

  @Test
  void whatIsReadOfABadDeliveryIsKeptUpToALimit() {
    var tenant = Inbound.tenant();
    var number = number();
    var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    inbound.whatsApp(
        endpoint, messages(number, Collections.nCopies(500, "{}").toArray(String[]::new)));

    eventually(() -> assertThat(inbound.deadLetters(tenant)).hasSize(101));
    var summary =
        inbound.deadLetters(tenant).stream().filter(letter -> letter.count() > 1).toList();
    assertThat(summary)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo("too_many");
              assertThat(letter.count()).isEqualTo(400);
              assertThat(letter.replayable()).isFalse();
              assertThat(now(new DeadLetterStore(platform).replay(letter.id()))).isPresent();
            });
  }

  @Test
  void statusesOutOfOrderEndAsRead() {
    var tenant = Inbound.tenant();
    var number = number();
    var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    inbound.whatsApp(endpoint, messages(number, message(ASHA, "wamid.1", "Hello")));
    eventually(() -> assertThat(inbound.events(tenant, Opened.class)).hasSize(1));
    var conversation = inbound.events(tenant).getFirst().conversation();
    var reply = Ids.next(Kind.MESSAGE);
    var entities = platform.entities();
    now(
        entities.ask(
            conversation,
            "r",
            "user",
            new ReplyAsHuman(reply, "user_01", "Uma", "Namaste", null, Instant.now())));
    now(entities.ask(conversation, "b", "system", new BeginAttempt(reply, "a1", Instant.now())));
    // The status overtakes our own record of the provider's id.
    inbound.whatsApp(endpoint, statuses(number, status(ASHA, "wamid.out", "read", Instant.now())));
    now(entities.ask(conversation, "s", "system", new RecordSent(reply, "a1", "wamid.out")));
    inbound.whatsApp(
        endpoint,
        statuses(
            number,
            status(ASHA, "wamid.out", "delivered", Instant.now()),
            status(ASHA, "wamid.out", "sent", Instant.now())));

    eventually(() -> assertThat(inbound.events(tenant, MessageRead.class)).hasSize(1));
    inbound.whatsApp(endpoint, messages(number, message(ASHA, "wamid.2", "Thanks")));
    eventually(() -> assertThat(inbound.events(tenant, MessageReceived.class)).hasSize(2));
    assertThat(inbound.events(tenant, MessageDelivered.class)).isEmpty();
    assertThat(inbound.deadLetters(tenant)).isEmpty();
  }

  @Test
  void replayedDeadLetterBringsOnlyItsElementAndOnlyOnce() {
    var tenant = Inbound.tenant();
    var number = number();
    var late = number();
    var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    inbound.whatsApp(
        endpoint,
        messages(late, message(ASHA, "wamid.a", "first"), message(ASHA, "wamid.b", "second")));
    eventually(() -> assertThat(inbound.deadLetters(tenant)).hasSize(2));
    var store = new DeadLetterStore(platform);
    var letter =
        inbound.deadLetters(tenant).stream()
            .filter(one -> now(store.detail(one.id())).orElseThrow().payload().contains("wamid.b"))
            .findFirst()
            .orElseThrow();
    inbound.connect(tenant, ChannelKind.WHATSAPP, late);

    eventually(
        () -> {
          assertThat(now(store.replay(letter.id()))).isEmpty();
          assertThat(inbound.events(tenant, MessageReceived.class))
              .extracting(MessageReceived::providerId)
              .containsExactly("wamid.b");
        });
    assertThat(now(store.replay(letter.id()))).isEmpty();
    assertThat(now(store.detail(letter.id())).orElseThrow().state())
        .isEqualTo(DeadLetter.State.REPLAYED);
    assertThat(now(store.discard(letter.id()))).isPresent();
    assertThat(now(store.replay("dead_none"))).isPresent();
  }
}
