package ai.leadmetrics.streams.connect.webform;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Headers;
import ai.leadmetrics.streams.kit.Signatures;
import ai.leadmetrics.streams.kit.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        source.split(CHANNEL, body.getBytes(StandardCharsets.UTF_8), RECEIVED).getFirst();
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
    assertThat(message.content().said())
        .isEqualTo(
            """
            Two nights, please

            guests: 2
            budget: ₹20k
            page: https://lotus.example/rooms\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                                              | JSON object
          {"message":                                     | JSON
          {"email":"a@b.co"}                              | 'message'
          {"email":"a@b.co","message":"  "}               | 'message'
          {"email":"a@b.co","message":7}                  | 'message'
          {"message":"hi"}                                | 'email' or 'phone'
          {"message":"hi","email":"nobody"}               | 'email'
          {"message":"hi","phone":"twelve"}               | 'phone'
          {"message":"hi","phone":91987654321}            | 'phone'
          {"message":"hi","email":"a@b.co","fields":[]}   | 'fields'
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

  @Test
  void unreadablePhoneBesideAnEmailDoesNotLoseTheLead() {
    assertThat(
            only("{\"message\":\"hi\",\"email\":\"a@b.co\",\"phone\":\"call me\"}").identifiers())
        .containsExactly(new Identifier(Identifier.Kind.EMAIL, "a@b.co"));
  }

  @Test
  void sameBodyWithoutAnIdIsTheSameSubmission() {
    var body = "{\"message\":\"hi\",\"email\":\"a@b.co\"}";
    assertThat(only(body).dedupeId()).isEqualTo(only(body).dedupeId());
    assertThat(only(body).dedupeId()).isNotEqualTo(only(body + " ").dedupeId());
  }
}
