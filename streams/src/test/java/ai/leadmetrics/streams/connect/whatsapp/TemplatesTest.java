package ai.leadmetrics.streams.connect.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ReplyTemplate;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.streams.kit.TemplateCheck;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which templates can carry an answer, and how. */
class TemplatesTest {
  private static final String BODY = "Lotus House on your enquiry: {{1}} Reply here at any time.";

  private static TemplateCheck check(int status, String body) {
    return Templates.check(status, body.getBytes(StandardCharsets.UTF_8), "42", "enquiry", "en");
  }

  private static String list(String name, String language, String status, String components) {
    return """
    {"data":[{"name":"%s","language":"%s","status":"%s","components":[%s]}]}
    """
        .formatted(name, language, status, components);
  }

  private static String body(String text) {
    return "{\"type\":\"BODY\",\"text\":\"" + text + "\"}";
  }

  @Test
  void oneVariableInTheBodyTakesTheAnswer() {
    var template = new ReplyTemplate("42", "enquiry", "en", BODY);
    assertThat(check(200, list("enquiry", "en", "APPROVED", body(BODY))))
        .isEqualTo(new TemplateCheck.Good(template));
    assertThat(template.around("Yes.\n\n1. Pool\t2. Spa"))
        .isEqualTo("Lotus House on your enquiry: Yes. 1. Pool 2. Spa Reply here at any time.");
    assertThat(template.around("x".repeat(template.room()))).hasSize(1024);
    assertThat(Json.text(Templates.filled(template, " Yes.\nAt 4 ")))
        .contains("\"code\":\"en\"")
        .contains("\"text\":\"Yes. At 4\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "Hello {{1}} and {{2}}",
        "Hello {{guest_name}}",
        "Hello {{1}} and again {{1}}"
      })
  void anotherNumberOfVariablesDoesNot(String text) {
    assertThat(check(200, list("enquiry", "en", "APPROVED", body(text))))
        .isEqualTo(new TemplateCheck.Unsuitable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"Hi {{1}}\"}",
        "{\"type\":\"HEADER\",\"format\":\"IMAGE\"}",
        "{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"URL\",\"url\":\"https://a.example/{{1}}\"}]}"
      })
  void norWhatElseWantsToBeFilledIn(String component) {
    assertThat(check(200, list("enquiry", "en", "APPROVED", component + "," + body(BODY))))
        .isEqualTo(new TemplateCheck.Unsuitable());
  }

  @Test
  void aBodyWithoutRoomDoesNot() {
    var long600 = "x".repeat(600) + " {{1}} end";
    assertThat(check(200, list("enquiry", "en", "APPROVED", body(long600))))
        .isEqualTo(new TemplateCheck.Unsuitable());
  }

  @ParameterizedTest
  @CsvSource({
    "enquiry_2, en, APPROVED",
    "enquiry, en_US, APPROVED",
  })
  void anotherNameOrLanguageIsAnotherTemplate(String name, String language, String status) {
    assertThat(check(200, list(name, language, status, body(BODY))))
        .isEqualTo(new TemplateCheck.Missing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "REJECTED", "PAUSED", "DISABLED", "SOMETHING_NEW"})
  void onlyApprovedOnesAreTaken(String status) {
    assertThat(check(200, list("enquiry", "en", status, body(BODY))))
        .isEqualTo(new TemplateCheck.NotApproved(status));
  }

  @Test
  void whatTheProviderDoesNotTellIsNotKnown() {
    assertThat(check(400, "{\"error\":{\"code\":100}}")).isEqualTo(new TemplateCheck.Missing());
    assertThat(check(401, "{\"error\":{\"code\":190}}"))
        .isEqualTo(new TemplateCheck.TokenRefused());
    assertThat(check(500, "oops")).isInstanceOf(TemplateCheck.Unavailable.class);
  }

  @Test
  void statusesSayWhichConversationTheyAreOf() {
    var message =
        new OutgoingMessage(
            EntityId.parse("acme:conv_1a"),
            "msg_1",
            EntityId.parse("acme:chan_1a"),
            ChannelKind.WHATSAPP,
            "+919812345678",
            "Yes",
            Instant.EPOCH,
            null);
    assertThat(CallbackData.read(CallbackData.of(message)))
        .isEqualTo(new CallbackData("conv_1a", "msg_1"));
    assertThat(CallbackData.read("msg_1")).isNull();
    assertThat(CallbackData.read("conv_1/msg_1:other")).isNull();
    assertThat(CallbackData.read(null)).isNull();
  }
}
