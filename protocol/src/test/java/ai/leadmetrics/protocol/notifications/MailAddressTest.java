package ai.leadmetrics.protocol.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "asha@hotel.example",
        "o'neil+front.desk@mail.hotel.co.in",
        "a@xn--bcher-kva.de",
        "info@münchen.example",
        "आशा@उदाहरण.भारत"
      })
  void takesWhatPeopleHave(String address) {
    assertThat(MailAddress.isValid(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "asha",
        "asha@hotel",
        "@hotel.example",
        "asha@",
        "asha@@hotel.example",
        "asha@hotel..example",
        ".asha@hotel.example",
        "asha@-hotel.example",
        "asha@hotel.example\r\nBcc: all@hotel.example",
        "asha@hotel.example\n",
        "asha@hotel.example, all@hotel.example",
        "Asha <asha@hotel.example>",
        "\"asha\\\"@hotel.example",
        "asha(@hotel.example",
        "a%0d@hotel.example",
        "a%other.example@hotel.example",
        "other.example!a@hotel.example",
        "a\u202E@hotel.example",
        "a\u200B@hotel.example",
        "a@ho\u200Btel..example",
        "a@xn--a.example"
      })
  void refusesTheRest(String address) {
    assertThat(MailAddress.isValid(address)).isFalse();
  }

  /** awesomemotive/WP-Mail-SMTP#157, whatwg/html#4562: one mailbox, however it is written. */
  @ParameterizedTest
  @CsvSource({
    "info@münchen.example,info@xn--mnchen-3ya.example",
    "INFO@MÜNCHEN.example,info@xn--mnchen-3ya.example",
    "info@xn--mnchen-3ya.example,info@xn--mnchen-3ya.example",
    "a@straße.example,a@xn--strae-oqa.example",
    "' OWNER@Lotus-House.example ',owner@lotus-house.example",
    "आशा@उदाहरण.भारत,आशा@xn--p1b6ci4b4b3a.xn--h2brj9c",
    "a@hotel。example,a@hotel.example"
  })
  void hasOneForm(String address, String normal) {
    assertThat(MailAddress.normal(address)).contains(normal);
  }

  @Test
  void accentsAreComposed() {
    assertThat(MailAddress.normal("rene\u0301@hotel.example"))
        .isEqualTo(MailAddress.normal("ren\u00e9@hotel.example"))
        .isPresent();
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThat(MailAddress.isValid("a".repeat(65) + "@hotel.example")).isFalse();
    assertThat(MailAddress.isValid("a@" + "hotel.".repeat(50) + "example")).isFalse();
  }

  @Test
  void noMailGoesToWhatIsNoAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mail("1", null, "a@b.example\n", "A", "test", Map.of(), "en"))
        .withMessageNotContaining("\n");
  }
}
