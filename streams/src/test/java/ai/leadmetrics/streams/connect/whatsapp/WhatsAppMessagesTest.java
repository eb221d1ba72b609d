package ai.leadmetrics.streams.connect.whatsapp;

import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.RECEIVED;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.delivery;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.message;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.messages;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.split;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.text;
import static ai.leadmetrics.streams.connect.whatsapp.Deliveries.value;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppMessagesTest {
  private static InboundMessage only(String json) {
    assertThat(split(json)).singleElement().isInstanceOf(InboundMessage.class);
    return (InboundMessage) split(json).getFirst();
  }

  private static String reason(Element element) {
    return element instanceof Unreadable(var reason, _) ? reason : "readable";
  }

  @Test
  void textMessageIsReadWhole() {
    var message =
        only(
            delivery(
                value(
                    """
                    "contacts":[{"profile":{"name":"Asha Rao"},"wa_id":"919876543210"}],
                    "messages":[%s]\
                    """
                        .formatted(text("wamid.1", "\"Is the lake room free?\"")))));
    assertThat(message.identifiers())
        .containsExactly(new Identifier(Identifier.Kind.PHONE, "+919876543210"));
    assertThat(message.name()).isEqualTo("Asha Rao");
    assertThat(message.address()).isEqualTo("919876543210");
    assertThat(message.dedupeId()).isEqualTo("in:wamid.1");
    assertThat(message.content()).isEqualTo(MessageContent.text("Is the lake room free?"));
    assertThat(message.context()).isEqualTo(MessageContext.NONE);
    assertThat(message.sentAt()).isEqualTo(Instant.ofEpochSecond(1772359200));
    assertThat(message.route()).isEqualTo(Deliveries.NUMBER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "مرحبا، هل الغرفة متاحة؟",
        "שלום \u200f(ראשון)",
        "👩‍👩‍👧‍👦 🇮🇳 👍🏽",
        "नमस्ते, क्या कमरा खाली है?",
        "line\nbreak\ttab"
      })
  void rightToLeftEmojiAndIndianScriptsArriveUnchanged(String text) {
    assertThat(only(messages(text("wamid.1", Json.text(text)))).content().said()).isEqualTo(text);
  }

  @Test
  void textIsTheSameWhetherTheProviderEscapesItOrNot() {
    assertThat(
            only(messages(text("wamid.1", "\"\\u0928\\u092e \\ud83d\\ude00\""))).content().said())
        .isEqualTo("नम 😀");
  }

  @Test
  void textOf64kBIsKeptWhole() {
    var text = "é".repeat(ConversationCommand.MAX_TEXT);
    assertThat(only(messages(text("wamid.1", Json.text(text)))).content().said()).isEqualTo(text);
  }

  @Test
  void longerTextIsCutVisiblyAndNeverThroughACharacter() {
    for (int length : new int[] {65_537, 65_538, 70_001, 200_000}) {
      var text =
          only(messages(text("w", Json.text("a" + "😀".repeat(length / 2))))).content().said();
      assertThat(text.length()).isLessThanOrEqualTo(ConversationCommand.MAX_TEXT);
      assertThat(text).contains("[cut: the message had ");
      assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(text);
    }
  }

  @Test
  void halfACharacterAndNulAreMadeStorable() {
    assertThat(only(messages(text("wamid.1", "\"a\\u0000b\\ud83dc\\ude00\""))).content().said())
        .isEqualTo("ab\uFFFDc\uFFFD");
  }

  @Test
  void personWithoutAPhoneIsKnownByTheirUserId() {
    var message =
        only(
            delivery(
                value(
                    """
                    "contacts":[{"profile":{"name":"Ravi","username":"ravi"},
                                 "user_id":"IN.13491208655302741918"}],
                    "messages":[{"from_user_id":"IN.13491208655302741918","id":"wamid.2",
                                 "timestamp":"1772359200","type":"text","text":{"body":"hi"}}]\
                    """)));
    assertThat(message.identifiers())
        .containsExactly(new Identifier(Identifier.Kind.WHATSAPP_USER, "IN.13491208655302741918"));
    assertThat(message.address()).isEqualTo("IN.13491208655302741918");
    assertThat(message.name()).isEqualTo("Ravi");
  }

  @Test
  void userIdInPlaceOfTheNumberIsNoPhone() {
    var message =
        only(
            messages(
                """
                {"from":"IN.13491208655302741918","id":"w","timestamp":"1","type":"text",
                 "text":{"body":"hi"}}\
                """));
    assertThat(message.identifiers().getFirst().kind()).isEqualTo(Identifier.Kind.WHATSAPP_USER);
  }

  @Test
  void phoneAndUserIdOfOnePersonComeTogetherTheSurestFirst() {
    var message =
        only(
            delivery(
                value(
                    """
                    "contacts":[{"profile":{"name":"Ravi"},"wa_id":"919876543210",
                                 "user_id":"IN.77"}],
                    "messages":[%s]\
                    """
                        .formatted(text("wamid.1", "\"hi\"")))));
    assertThat(message.identifiers())
        .extracting(Identifier::kind)
        .containsExactly(Identifier.Kind.PHONE, Identifier.Kind.WHATSAPP_USER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"soon\"", "\"\"", "{}", "\"99999999999999999999\"", "\"1\""})
  void impossibleTimeIsReplacedByThatOfReceipt(String timestamp) {
    var message =
        only(
            messages(
                """
                {"from":"919876543210","id":"w","timestamp":%s,"type":"text",
                 "text":{"body":"hi"}}\
                """
                    .formatted(timestamp)));
    assertThat(message.sentAt()).isEqualTo(RECEIVED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          7                                                             | wrong_shape
          null                                                          | wrong_shape
          []                                                            | wrong_shape
          {"from":"91987654321","type":"text","text":{"body":"x"}}      | no_id
          {"from":"91987654321","id":" ","type":"text"}                 | no_id
          {"from":"91987654321","id":7,"type":"text"}                   | no_id
          {"id":"w","type":"text","text":{"body":"x"}}                  | no_sender
          {"from":"","id":"w","type":"text","text":{"body":"x"}}        | no_sender
          {"from":"91987654321","id":"w","type":"text"}                 | wrong_shape
          {"from":"91987654321","id":"w","type":"text","text":"x"}      | wrong_shape
          """)
  void malformedMessageIsKeptWithItsReasonAndCostsNoOther(String broken, String reason) {
    var elements =
        split(messages(text("wamid.1", "\"before\""), broken, text("wamid.2", "\"after\"")));
    assertThat(elements).hasSize(3);
    assertThat(reason(elements.get(1))).isEqualTo(reason);
    assertThat(elements.get(0)).isInstanceOf(InboundMessage.class);
    assertThat(elements.get(2)).isInstanceOf(InboundMessage.class);
  }

  @Test
  void messageThatNamesNoNumberCannotBeRouted() {
    var elements = split(delivery("{\"messages\":[" + text("w", "\"x\"") + "]}"));
    assertThat(elements)
        .extracting(WhatsAppMessagesTest::reason)
        .containsExactly("no_phone_number_id");
  }
}
