package ai.leadmetrics.streams.connect.webform;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.MessageContent.FormAnswer;
import ai.leadmetrics.protocol.inbox.MessageContent.FormField;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Headers;
import ai.leadmetrics.streams.kit.Signatures;
import ai.leadmetrics.streams.kit.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebFormSourceTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:00Z");
  private static final ConnectedChannel CHANNEL =
      new ConnectedChannel(
          EntityId.parse("lotus-house:chan_02"),
          ChannelKind.WEB_FORM,
          "Site",
          "endpoint-key-endpoint-key",
          null,
          true,
          "IN",
          "form secret",
          null,
          null);

  private final WebFormSource source = new WebFormSource();

  private Verdict verify(String body, String secret) {
    var raw = body.getBytes(StandardCharsets.UTF_8);
    return source.verify(
        CHANNEL, Headers.of(Map.of("x-leadmetrics-signature", Signatures.sign(secret, raw))), raw);
  }

  private InboundMessage only(String body) {
    return (InboundMessage)
        source.split(CHANNEL, body.getBytes(StandardCharsets.UTF_8), RECEIVED).getFirst().element();
  }

  @Test
  void formIsReadWithEverythingThatWasFilledIn() {
    var body =
        """
        {"submissionId":"s-1","name":" Asha ","email":"Asha@Example.com","phone":"098765 43210",
         "message":"Two nights, please","page":"https://lotus.example/rooms",
         "fields":{"guests":2,"budget":"₹20k","empty":""}}\
        """;
    assertThat(verify(body, "form secret")).isEqualTo(Verdict.VERIFIED);
    var message = only(body);
    assertThat(message.identifiers())
        .containsExactly(
            new Identifier(Identifier.Kind.PHONE, "+919876543210"),
            new Identifier(Identifier.Kind.EMAIL, "asha@example.com"));
    assertThat(message.name()).isEqualTo("Asha");
    assertThat(message.providerId()).isEqualTo("s-1");
    assertThat(message.address()).isEmpty();
    assertThat(message.sentAt()).isEqualTo(RECEIVED);
    assertThat(message.content().readable())
        .isEqualTo(
            """
            Two nights, please

            name: Asha
            page: https://lotus.example/rooms
            guests: 2
            budget: ₹20k\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                                 | JSON object
          {"message":                        | JSON object
          "a=b"                              | JSON object
          {"message":"hi"}                   | 'email' or 'phone'
          {"message":"hi","email":" "}       | 'email' or 'phone'
          {"name":"Asha","guests":2}         | 'email' or 'phone'
          """)
  void wrongShapeIsRefusedNamingTheField(String body, String named) {
    assertThat(verify(body, "form secret"))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(400);
              assertThat(refused.detail()).contains(named);
            });
  }

  @Test
  void signatureIsCheckedBeforeTheShape() {
    assertThat(verify("{}", "wrong secret"))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.status()).isEqualTo(401));
  }

  @ParameterizedTest
  @ValueSource(strings = {"call me", "98765", "9999999999", "2235 5342"})
  void unreadablePhoneIsKeptAndShown(String phone) {
    var body = "{\"message\":\"hi\",\"phone\":\"" + phone + "\"}";
    assertThat(verify(body, "form secret")).isEqualTo(Verdict.VERIFIED);
    assertThat(only(body).identifiers()).isEmpty();
    assertThat(only(body).name()).isEqualTo(phone);
    assertThat(only(body).content().readable()).isEqualTo("hi\n\nphone: " + phone);
    assertThat(only(body.replace("}", ",\"email\":\"a@b.co\"}")).identifiers())
        .containsExactly(new Identifier(Identifier.Kind.EMAIL, "a@b.co"));
  }

  /**
   * Shapes of Contact Form 7, WPForms, Elementor, HubSpot, Google Forms, Typeform, lead ads, a
   * nested shop form and an urlencoded one: inboundnow/retired-leads#64, verbb/formie#535.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"your-name":["Asha Rao"],"your-email":"a@b.co","your-tel":"98765 43210",
         "your-message":["Two nights"],"guests":2}
        """,
        """
        {"name":{"first":"Asha","last":"Rao"},"E-Mail":"a@b.co","phone":919876543210,
         "comments":"Two nights","guests":2}
        """,
        """
        {"form":{"id":"f1"},"fields":{
          "name":{"id":"name","type":"text","title":"Name","value":"Asha Rao","raw_value":"Asha Rao"},
          "email":{"id":"email","title":"Email","value":"a@b.co"},
          "field_1":{"id":"field_1","title":"Mobile Number","value":"9876543210"},
          "message":{"id":"message","title":"Message","value":"Two nights"},
          "guests":{"id":"guests","title":"Guests","value":"2"}}}
        """,
        """
        {"fields":[{"name":"firstname","value":"Asha"},{"name":"lastname","value":"Rao"},
          {"name":"email","value":"a@b.co"},{"name":"mobilephone","value":"+919876543210"},
          {"name":"message","value":"Two nights"},{"name":"guests","value":"2"}]}
        """,
        """
        {"properties":{"firstname":{"value":"Asha"},"lastname":{"value":"Rao"},
          "email":{"value":"a@b.co"},"phone":{"value":"09876543210"},
          "message":{"value":"Two nights"},"guests":{"value":2}}}
        """,
        """
        {"namedValues":{"Full Name":["Asha Rao"],"Email Address":["a@b.co"],
          "WhatsApp number":["98765 43210"],"How can we help you?":["Two nights"],"Guests":["2"]}}
        """,
        """
        {"event_type":"form_response","form_response":{"token":"t1",
          "definition":{"fields":[{"id":"q1","title":"Your name"},{"id":"q2","title":"Guests"}]},
          "answers":[{"type":"text","text":"Asha Rao","field":{"id":"q1","type":"short_text"}},
            {"type":"email","email":"a@b.co","field":{"id":"q9","ref":"email"}},
            {"type":"phone_number","phone_number":"+919876543210","field":{"ref":"phone"}},
            {"type":"text","text":"Two nights","field":{"ref":"message"}},
            {"type":"choice","choice":{"label":"2"},"field":{"id":"q2"}}]}}
        """,
        """
        {"leadgen_id":"77","field_data":[{"name":"full_name","values":["Asha Rao"]},
          {"name":"email","values":["a@b.co"]},{"name":"phone_number","values":["+919876543210"]},
          {"name":"enquiry","values":["Two nights"]},{"name":"guests","values":["2"]}]}
        """,
        """
        {"customer":{"fullName":"Asha Rao","contact":{"email":"a@b.co","mobile":"098765-43210"}},
         "enquiry":{"notes":"Two nights","guests":2}}
        """,
        "first_name=Asha&last_name=Rao&form_fields[email]=a%40b.co&phone=%2B91+98765+43210"
            + "&message=Two+nights&guests=2"
      })
  void formsOfManyBuildersAreUnderstood(String body) {
    assertThat(verify(body, "form secret")).isEqualTo(Verdict.VERIFIED);
    var message = only(body);
    assertThat(message.name()).isEqualTo("Asha Rao");
    assertThat(message.identifiers())
        .containsExactly(
            new Identifier(Identifier.Kind.PHONE, "+919876543210"),
            new Identifier(Identifier.Kind.EMAIL, "a@b.co"));
    assertThat(message.content().readable())
        .containsIgnoringCase("Two nights")
        .containsIgnoringCase("guests: 2");
  }

  /** The field case form-arrays-nested-numbers. */
  @Test
  void whatIsNotKnownIsShownWithItsLabel() {
    var message =
        only(
            """
            {"name":"Asha","phone":9845011223,"message":"hi","interests":["pool","spa"],
             "dates":{"from":"2026-12-24","to":"2026-12-27"},"newsletter":true,"note":null,
             "empty":"","budget":{"value":500,"currency":"INR"},"company":"Lotus"}
            """);
    assertThat(message.content().readable())
        .isEqualTo(
            """
            hi

            name: Asha
            interests: pool, spa
            dates from: 2026-12-24
            dates to: 2026-12-27
            newsletter: true
            budget value: 500
            budget currency: INR
            company: Lotus\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",\"message\":\"\"", ",\"message\":null", ",\"message\":\" \\u200B\""})
  void requestToBeCalledNeedsNoMessage(String message) {
    var body = "{\"phone\":\"98765 43210\"" + message + "}";
    assertThat(verify(body, "form secret")).isEqualTo(Verdict.VERIFIED);
    assertThat(only(body).content().preview()).isEqualTo("Form: asks to be contacted");
  }

  @Test
  void addressInAFieldOfAnyNameIsFound() {
    assertThat(only("{\"message\":\"hi\",\"Электронная почта\":\"a@b.co\"}").identifiers())
        .containsExactly(new Identifier(Identifier.Kind.EMAIL, "a@b.co"));
  }

  @Test
  void noteBesideANumberAndASecondNumberAreKept() {
    var message =
        only("{\"phone\":\"98765 43210 (after 6)\",\"mobile\":\"9812345678\",\"message\":\"hi\"}");
    assertThat(message.identifiers()).hasSize(2);
    assertThat(message.content().readable()).isEqualTo("hi\n\nphone: 98765 43210 (after 6)");
  }

  /** The field case form-double-click. */
  @Test
  void doubleClickIsOneSubmission() {
    var first = only("{\"name\":\"Dev\",\"phone\":\"98765 43210\",\"message\":\"Breakfast?\"}");
    var again =
        only(
            "{\"message\":\"Breakfast?\", \"phone\":\"+919876543210\",\"name\":\"Dev\","
                + "\"page\":\"https://lotus.example/?t=17\"}");
    assertThat(again.dedupeId()).isEqualTo(first.dedupeId());
    var other = only("{\"name\":\"Dev\",\"phone\":\"98765 43210\",\"message\":\"Lunch?\"}");
    assertThat(other.dedupeId()).isNotEqualTo(first.dedupeId());
    var somebodyElse =
        only("{\"name\":\"Dev\",\"phone\":\"98765 43211\",\"message\":\"Breakfast?\"}");
    assertThat(somebodyElse.dedupeId()).isNotEqualTo(first.dedupeId());
  }

  @Test
  void sameContentOfAnotherDayIsAnotherSubmission() {
    var body = "{\"phone\":\"98765 43210\"}".getBytes(StandardCharsets.UTF_8);
    var today = source.split(CHANNEL, body, RECEIVED).getFirst().element();
    var tomorrow =
        source.split(CHANNEL, body, RECEIVED.plus(Duration.ofDays(1))).getFirst().element();
    assertThat(((InboundMessage) tomorrow).dedupeId())
        .isNotEqualTo(((InboundMessage) today).dedupeId());
  }

  /** An answer once offered to ask a colleague about "name: Asha Rao". */
  @Test
  void fieldsBesideAMessageAskNothing() {
    var both = new FormAnswer(null, "Is there a pool?", List.of(new FormField("name", "Asha")));
    assertThat(both.said()).isEqualTo("Is there a pool?");
    assertThat(both.readable()).isEqualTo("Is there a pool?\n\nname: Asha");
    var fields = new FormAnswer(null, null, List.of(new FormField("name", "Asha")));
    assertThat(fields.said()).isEqualTo("name: Asha");
  }
}
