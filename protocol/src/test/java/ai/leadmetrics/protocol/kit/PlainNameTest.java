package ai.leadmetrics.protocol.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Asha Rao",
        "Dr. K. R. Narayanan",
        "M.G.Road Hotel",
        "S.K.Sharma & Sons (P) Ltd.",
        "St. Mary's",
        "O'Neil + Partner, 24/7",
        "होटल कमल",
        "താമര ഹൗസ്",
        "क्\u200Dष",
        "Müller-Lüdenscheidt",
        "Café No. 5",
        "Ask: @home",
        "Rs.500 Store"
      })
  void takesWhatPeopleAndBusinessesAreCalled(String name) {
    assertThat(PlainName.isPlain(name)).isTrue();
    assertThat(PlainName.of(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Own invites you to <a href=http://evil.example>Click</a> Ltd",
        "Click evil.example/x",
        "evil.example",
        "WWW.evil",
        "www.evil.example",
        "Win at Bit.ly/abc",
        "evil．com",
        "evil。com",
        "ｅｖｉｌ.com",
        "me@evil.com",
        "javascript://x",
        "kamal.भारत",
        "login.bank:8080",
        "Bob\r\nBcc: all@hotel.test",
        "Bob\nBob",
        "tab\tbed",
        "nul\0",
        "abc\u202Egnp",
        "abc\u2066def",
        "zero\u200Bwidth",
        "line\u2028end",
        "bom\uFEFF"
      })
  void refusesAddressesAndWhatIsNotSeen(String name) {
    assertThat(PlainName.isPlain(name)).isFalse();
    assertThat(PlainName.isPlain(PlainName.of(name))).as(PlainName.of(name)).isTrue();
  }
}
