package ai.leadmetrics.streams.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.connect.whatsapp.WhatsAppSource;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final ConnectedChannel CHANNEL =
      new ConnectedChannel(
          EntityId.parse("lotus-house:chan_01"),
          ChannelKind.WHATSAPP,
          "Front desk",
          "endpoint-key-endpoint-key",
          "1",
          true,
          "IN",
          "app secret",
          "verify me",
          "token");

  private static Delivery delivery(int elements) {
    var json =
        """
        {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages",
         "value":{"messages":[%s{}]}}]}]}\
        """
            .formatted("{},".repeat(elements - 1));
    return new Delivery(
        new WhatsAppSource(),
        Optional.of(CHANNEL),
        "e",
        "d",
        Instant.EPOCH,
        json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void moreElementsThanAProviderSendsAreOnePiece() {
    assertThat(delivery(1_000).pieces(1_000)).hasSize(1_000);
    assertThat(delivery(1_001).pieces(1_000))
        .singleElement()
        .satisfies(
            piece ->
                assertThat(((Unreadable) piece.element()).reason()).isEqualTo("too_many_elements"));
  }
}
