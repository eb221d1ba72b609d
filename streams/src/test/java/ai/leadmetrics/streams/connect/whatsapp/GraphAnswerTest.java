package ai.leadmetrics.streams.connect.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.streams.kit.ChannelCheck;
import ai.leadmetrics.streams.kit.Outcome;
import ai.leadmetrics.streams.kit.Outcome.Refused;
import ai.leadmetrics.streams.kit.Outcome.RetryLater;
import ai.leadmetrics.streams.kit.Outcome.Scope;
import ai.leadmetrics.streams.kit.Outcome.Sent;
import ai.leadmetrics.streams.kit.Outcome.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphAnswerTest {
  @Test
  void anAcceptedMessageHasTheProvidersId() {
    assertThat(read(200, "{\"messages\":[{\"id\":\"wamid.1\"}]}")).isEqualTo(new Sent("wamid.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "{\"messages\":[]}", "<html>", "{\"messages\":[{\"id\":\"\"}]}"})
  void acceptedWithoutAnIdIsUnknown(String body) {
    assertThat(read(200, body)).isEqualTo(new Unknown("unreadable_answer"));
  }

  @ParameterizedTest
  @CsvSource({
    "429, 130429",
    "400, 80007",
    "400, 4",
    "500, 1",
    "503, 2",
    "500, 131000",
    "503, 131016",
    "429, 999999"
  })
  void whatTheProviderSaysItDidNotDoIsTriedAgain(int status, int code) {
    assertThat(read(status, error(code)))
        .isEqualTo(new RetryLater(Integer.toString(code), Duration.ZERO, Scope.CHANNEL));
  }

  @Test
  void tooManyToOnePersonConcernsThatPersonOnly() {
    assertThat(read(400, error(131056)))
        .isEqualTo(new RetryLater("131056", Duration.ofSeconds(6), Scope.RECIPIENT));
  }

  @Test
  void theProviderMayNameTheTimeToWait() {
    assertThat(GraphAnswer.read(429, Duration.ofSeconds(30), bytes(error(130429))))
        .isEqualTo(new RetryLater("130429", Duration.ofSeconds(30), Scope.CHANNEL));
  }

  @ParameterizedTest
  @CsvSource({
    "400, 131049, 131049",
    "400, 131050, 131050",
    "400, 131047, window_closed",
    "401, 190, channel_credentials",
    "400, 190, channel_credentials",
    "401, 12345, channel_credentials",
    "403, 10, channel_credentials",
    "400, 100, 100",
    "404, 33, 33"
  })
  void whatWillNotChangeIsRefused(int status, int code, String shown) {
    assertThat(read(status, error(code)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(shown));
  }

  @ParameterizedTest
  @CsvSource({"500, 987654", "502, 42"})
  void aServerErrorOfAnotherKindIsUnknown(int status, int code) {
    assertThat(read(status, error(code))).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 408})
  void aServerErrorWithoutAReadableReasonIsUnknown(int status) {
    assertThat(read(status, "<html>Bad Gateway</html>")).isEqualTo(new Unknown("http_" + status));
  }

  @Test
  void clientErrorsWithoutAReadableReason() {
    assertThat(read(429, "")).isInstanceOf(RetryLater.class);
    assertThat(read(401, "")).isEqualTo(new Refused(Outcome.CHANNEL_CREDENTIALS, "http_401"));
    assertThat(read(404, "nope")).isEqualTo(new Refused("http_404", ""));
    assertThat(read(302, "")).isEqualTo(new Refused("http_302", ""));
  }

  @Test
  void theErrorsMessageIsNotRepeatedBecauseItMayQuoteTheToken() {
    var body =
        "{\"error\":{\"message\":\"Malformed access token EAAB-secret\",\"code\":190,"
            + "\"type\":\"OAuthException\"}}";
    assertThat(read(401, body).toString()).doesNotContain("EAAB-secret");
  }

  private static Outcome read(int status, String body) {
    return GraphAnswer.read(status, Duration.ZERO, bytes(body));
  }

  private static String error(int code) {
    return "{\"error\":{\"message\":\"m\",\"type\":\"OAuthException\",\"code\":" + code + "}}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "401, '{\"error\":{\"code\":190,\"error_subcode\":463}}', TokenRefused",
    "400, '{\"error\":{\"code\":190}}', TokenRefused",
    "403, '{\"error\":{\"code\":10}}', TokenRefused",
    "401, '', TokenRefused",
    "400, '{\"error\":{\"code\":100,\"error_subcode\":33}}', NumberUnknown",
    "404, '', NumberUnknown",
    "500, '{\"error\":{\"code\":1}}', Unavailable",
    "429, '{\"error\":{\"code\":4}}', Unavailable",
    "503, '<html>', Unavailable",
    "200, '{}', Unavailable"
  })
  void aNumberIsGoodOnlyIfTheProviderSaysSo(int status, String body, String what) {
    var check = GraphAnswer.check(status, body.getBytes(StandardCharsets.UTF_8));
    assertThat(check.getClass().getSimpleName()).isEqualTo(what);
  }

  @Test
  void aGoodNumberHasAName() {
    var body =
        "{\"id\":\"1\",\"verified_name\":\"Lotus House\",\"display_phone_number\":\"+91 1\"}";
    assertThat(GraphAnswer.check(200, body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new ChannelCheck.Good("Lotus House", "+91 1"));
  }
}
