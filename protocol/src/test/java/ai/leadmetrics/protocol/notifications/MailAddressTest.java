package ai.leadmetrics.protocol.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"asha@hotel.example", "o'neil+front.desk@mail.hotel.co.in", "a@xn--bcher-kva.de"})
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
        "asha(@hotel.example"
      })
  void refusesTheRest(String address) {
    assertThat(MailAddress.isValid(address)).isFalse();
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
