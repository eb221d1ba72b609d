package ai.leadmetrics.streams.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoticeTypesTest {
  private static final NoticeTypes TYPES = NoticeTypes.get();
  private static final MailTemplates MAILS =
      new MailTemplates(
          ConfigFactory.parseString("leadmetrics.http.public-url = \"https://app.example\"")
              .withFallback(ConfigFactory.parseResources("leadmetrics-mail.conf"))
              .resolve());

  static Set<String> names() {
    return TYPES.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyTypeHasItsWordsItsWaysAndItsMail(String name) {
    var type = TYPES.find(name).orElseThrow();
    var words = TYPES.words(name, "en");

    assertThat(words.label()).isNotBlank().doesNotContain("{");
    assertThat(words.title()).isNotBlank();
    assertThat(words.text()).isNotBlank();
    assertThat(type.channels()).isNotEmpty().isSubsetOf(NoticeChannels.names());
    assertThat(MAILS.knows(Objects.requireNonNullElse(type.mail(), "notice"))).isTrue();
  }

  @Test
  void valuesAreFilledInAndNeverReadAsTemplates() {
    var title = TYPES.words("lead-new", "en").title();

    assertThat(TYPES.fill(title, Map.of("name", "{{ name }} & <b>"))).endsWith("{{ name }} & <b>");
    assertThat(TYPES.fill(title, Map.of())).doesNotContain("{");
  }

  @Test
  void anotherLanguageIsAFileAndWhatItLacksIsEnglish() {
    assertThat(TYPES.words("lead-hot", "xx").title()).isEqualTo("Lead xx");
    assertThat(TYPES.words("lead-new", "xx")).isEqualTo(TYPES.words("lead-new", "en"));
    assertThat(TYPES.words("lead-new", "../en")).isEqualTo(TYPES.words("lead-new", "en"));
    assertThat(TYPES.words("lead-new", "yy")).isEqualTo(TYPES.words("lead-new", "en"));
  }
}
