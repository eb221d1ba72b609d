package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.Inbound.message;
import static ai.leadmetrics.cluster.Inbound.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** One tenant's flood delays no other tenant. */
@Isolated("it floods the ingest that others use")
class IngestFairnessIT {
  private static final int OF_ONE_SENDER = 1_000;
  private static final int BAD_DELIVERIES = 10;

  @Test
  void othersAreServedWhileATenantFloods() {
    try (var inbound = new Inbound(TestPlatform.shared().node().platform())) {
      var flooding = Inbound.tenant();
      var number = UUID.randomUUID().toString();
      var endpoint = inbound.connect(flooding, ChannelKind.WHATSAPP, number);
      var other = Inbound.tenant();
      var otherNumber = UUID.randomUUID().toString();
      var otherEndpoint = inbound.connect(other, ChannelKind.WHATSAPP, otherNumber);

      inbound.whatsApp(
          endpoint,
          messages(
              number,
              IntStream.range(0, OF_ONE_SENDER)
                  .mapToObj(i -> message("919876543210", "wamid." + i, "no " + i))
                  .toArray(String[]::new)));
      var bad = messages(number, Collections.nCopies(1_000, "{}").toArray(String[]::new));
      for (int i = 0; i < BAD_DELIVERIES; i++) {
        inbound.whatsApp(endpoint, bad);
      }
      inbound.whatsApp(
          otherEndpoint, messages(otherNumber, message("919000000001", "wamid.1", "Hello")));

      await()
          .untilAsserted(() -> assertThat(inbound.events(other, MessageReceived.class)).hasSize(1));
      assertThat(inbound.events(flooding, MessageReceived.class)).hasSizeLessThan(OF_ONE_SENDER);
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () ->
                  assertThat(inbound.events(flooding, MessageReceived.class))
                      .extracting(MessageReceived::providerId)
                      .containsExactly(
                          IntStream.range(0, OF_ONE_SENDER)
                              .mapToObj(i -> "wamid." + i)
                              .toArray(String[]::new)));
      // Each delivery keeps a bounded number, and the tenant as a whole.
      assertThat(inbound.deadLetters(flooding)).hasSizeBetween(1, 1_001);
    }
  }
}
