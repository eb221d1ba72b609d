package ai.leadmetrics.streams.connect.whatsapp;

import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.CHANNEL;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.bytes;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.delivery;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.messages;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.pieces;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.split;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.status;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.statuses;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.text;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.value;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.DeliveryStatus;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.StatusUpdate;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Element.Unused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppDeliveryTest {
  private final WhatsAppSource source = new WhatsAppSource();

  @Test
  void statusIsRead() {
    var elements =
        split(
            statuses(
                """
                {"id":"wamid.9","status":"delivered","timestamp":"1772359200",
                 "recipient_id":"919876543210","recipient_user_id":"IN.77",
                 "biz_opaque_callback_data":"conv_1a/msg_0123","pricing":{"billable":false}}\
                """));
    assertThat(elements)
        .singleElement()
        .isInstanceOfSatisfying(
            StatusUpdate.class,
            status -> {
              assertThat(status.status()).isEqualTo(DeliveryStatus.DELIVERED);
              assertThat(status.dedupeId()).isEqualTo("st:wamid.9:delivered");
              assertThat(status.message()).isEqualTo("msg_0123");
              assertThat(status.identifiers()).hasSize(2);
            });
  }

  @Test
  void failedStatusTellsTheProvidersReason() {
    var elements =
        split(
            statuses(
                """
                {"id":"wamid.9","status":"failed","timestamp":"1772359200",
                 "recipient_id":"919876543210","biz_opaque_callback_data":"not ours",
                 "errors":[{"code":131047,"title":"Re-engagement message",
                 "message":"Re-engagement message",
                 "error_data":{"details":"More than 24 hours have passed"}}]}\
                """));
    var status = (StatusUpdate) elements.getFirst();
    assertThat(status.error())
        .isEqualTo("131047 Re-engagement message – More than 24 hours have passed");
    assertThat(status.message()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"id":"w","recipient_id":"919876543210"}                       | no_status
          {"status":"sent","recipient_id":"919876543210"}                | no_id
          {"id":"w","status":"sent"}                                     | no_recipient
          "sent"                                                         | wrong_shape
          """)
  void malformedStatusIsKeptWithItsReason(String broken, String reason) {
    assertThat(split(statuses(broken, status("wamid.1", "read"))))
        .satisfiesExactly(
            element -> assertThat(((Unreadable) element).reason()).isEqualTo(reason),
            element -> assertThat(element).isInstanceOf(StatusUpdate.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                                                         | wrong_shape
          {"object":                                                 | invalid_json
          not json                                                   | invalid_json
          null                                                       | wrong_shape
          []                                                         | wrong_shape
          {"object":"page","entry":[]}                               | wrong_shape
          {"object":"whatsapp_business_account"}                     | wrong_shape
          {"object":"whatsapp_business_account","entry":{}}          | wrong_shape
          {"object":"whatsapp_business_account","entry":[7]}         | wrong_shape
          {"object":"whatsapp_business_account","entry":[{}]}        | wrong_shape
          {"object":"whatsapp_business_account","entry":[{"changes":[7]}]} | wrong_shape
          {"object":"whatsapp_business_account","entry":[{"changes":[{"value":{}}]}]} | unknown_element
          {"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"messages":7}}]}]} | wrong_shape
          {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"account_update","value":{}}]}]} | unknown_field
          """)
  void unreadableDeliveryIsKeptWithItsReason(String json, String reason) {
    assertThat(split(json))
        .singleElement()
        .isInstanceOfSatisfying(
            Unreadable.class, odd -> assertThat(odd.reason()).isEqualTo(reason));
  }

  @Test
  void errorsOfTheProviderAreKept() {
    assertThat(
            split(delivery(value("\"errors\":[{\"code\":130429,\"title\":\"Rate limit hit\"}]"))))
        .containsExactly(new Unreadable("provider_error", "130429 Rate limit hit"));
  }

  @Test
  void deeplyNestedJsonIsRefusedNotFollowed() {
    var json = "[".repeat(100_000);
    assertThat(split(json)).singleElement().isInstanceOf(Unreadable.class);
  }

  @Test
  void thousandMixedElementsAreHandledOneByOne() {
    var random = new Random(7);
    var messages = new ArrayList<String>();
    var statuses = new ArrayList<String>();
    var broken = List.of("7", "{}", "{\"id\":\"x\"}", "null", "[[]]");
    for (int i = 0; i < 1_000; i++) {
      var list = random.nextBoolean() ? messages : statuses;
      list.add(
          random.nextInt(10) == 0
              ? broken.get(random.nextInt(broken.size()))
              : list == messages
                  ? text("wamid." + i, "\"message " + i + "\"")
                  : status("wamid." + i, "delivered"));
    }
    var json =
        delivery(
            value(
                "\"messages\":%s,\"statuses\":%s"
                    .formatted(messages.toString(), statuses.toString())));
    var elements = split(json);
    assertThat(elements).hasSize(1_000);
    assertThat(elements.stream().filter(Unreadable.class::isInstance).count())
        .isEqualTo(
            messages.stream().filter(broken::contains).count()
                + statuses.stream().filter(broken::contains).count());
    for (var piece : pieces(bytes(json))) {
      assertThat(split(piece.alone())).containsExactly(piece.element());
    }
  }

  @Test
  void anIsolatedElementBringsItsOwnContactAndNobodyElse() {
    var json =
        delivery(
            value(
                """
                "contacts":[{"profile":{"name":"Uma"},"wa_id":"919000000001"},
                            {"profile":{"name":"Asha"},"wa_id":"919876543210"}],
                "messages":[{"from":"919000000001","id":"w1","type":"text","text":{"body":"a"}},%s]\
                """
                    .formatted(text("w2", "\"b\""))));
    var second = pieces(bytes(json)).get(1);
    assertThat(Json.tree(second.alone()).toString()).doesNotContain("Uma").contains("Asha");
    assertThat(split(second.alone())).containsExactly(second.element());
  }

  @Test
  void elementsDoNotCarryTheRestOfTheirDelivery() {
    var junk = "x".repeat(1_000_000);
    var json =
        """
        {"object":"whatsapp_business_account","junk":"%1$s","entry":[{"id":"1","junk":"%1$s",
         "changes":[{"field":"messages","junk":"%1$s","value":{"junk":"%1$s",
          "metadata":{"phone_number_id":"%2$s"},
          "contacts":[{"wa_id":"919876543210","profile":{"name":"Asha"},"junk":"%1$s"}],
          "messages":[%3$s{}]}}]}]}\
        """
            .formatted(junk, Deliveries.NUMBER, (text("w", "\"hi\"") + ",").repeat(200));
    var pieces = pieces(bytes(json));
    assertThat(pieces).hasSize(201);
    assertThat(pieces).allSatisfy(piece -> assertThat(piece.alone()).hasSizeLessThan(500));
    assertThat(split(pieces.getFirst().alone())).containsExactly(pieces.getFirst().element());
  }

  /** abhinavxd/libredesk#380: providers report more of a message than whether it arrived. */
  @ParameterizedTest
  @ValueSource(strings = {"played", "deleted", "warning", "accepted", "teleported"})
  void otherStatusesAreCountedAndNothingElse(String status) {
    assertThat(split(statuses(status("wamid.1", status)))).containsExactly(new Unused("status"));
  }

  /** chatwoot/chatwoot#14025, sarrazola/openlivery#73: history and contacts of the phone. */
  @ParameterizedTest
  @ValueSource(
      strings = {"history", "smb_app_state_sync", "message_template_status_update", "calls"})
  void fieldsNothingHereNeedsAreCountedAndNothingElse(String field) {
    var json =
        delivery(value("\"history\":[{\"threads\":[]}]"))
            .replace("\"messages\"", '"' + field + '"');
    assertThat(split(json)).containsExactly(new Unused(field));
  }

  @Test
  void randomDamageNeverThrowsAndNeverLosesTheRest() {
    var random = new Random(42);
    var good = text("wamid.1", "\"still here\"");
    for (int round = 0; round < 2_000; round++) {
      var damaged = new StringBuilder(text("wamid.2", "\"x\""));
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        damaged.setCharAt(random.nextInt(damaged.length()), (char) (32 + random.nextInt(95)));
      }
      List<Element> elements = split(messages(good, damaged.toString()));
      if (elements.getFirst() instanceof Unreadable(var reason, _)) {
        assertThat(reason).isEqualTo("invalid_json");
      } else {
        assertThat(elements.getFirst())
            .isInstanceOfSatisfying(
                InboundMessage.class,
                message -> assertThat(message.content().said()).isEqualTo("still here"));
      }
    }
  }

  @Test
  void handshakeEchoesTheChallengeOnlyForTheRightToken() {
    var right =
        Map.of(
            "hub.mode",
            "subscribe",
            "hub.verify_token",
            "verify me",
            "hub.challenge",
            "1158201444");
    assertThat(source.handshake(CHANNEL, right)).contains("1158201444");
    assertThat(source.handshake(CHANNEL, Map.of("hub.mode", "subscribe"))).isEmpty();
    assertThat(
            source.handshake(
                CHANNEL,
                Map.of("hub.mode", "subscribe", "hub.verify_token", "no", "hub.challenge", "1")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]"})
  void emptyDeliveriesAreNeverAccepted(String json) {
    assertThat(split(json)).singleElement().isInstanceOf(Unreadable.class);
  }
}
