package ai.leadmetrics.streams.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MailTemplatesTest {
  private static final Config CONFIG =
      ConfigFactory.parseString("leadmetrics.http.public-url = \"https://app.example/\"")
          .withFallback(ConfigFactory.parseResources("leadmetrics-mail.conf"))
          .resolve();
  private static final MailTemplates TEMPLATES = new MailTemplates(CONFIG);

  static Set<String> names() {
    return TEMPLATES.samples().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyTemplateIsWholeWithItsSample(String name) {
    var values = TEMPLATES.samples().getOrDefault(name, Map.of());

    var mail = TEMPLATES.write(name, "en", "Asha", values);

    assertThat(mail.subject()).isNotBlank().doesNotContain("{", "[[");
    assertThat(mail.text()).doesNotContain("{{", "{%", "[[").contains("https://app.example");
    assertThat(mail.html())
        .contains("<html", "https://app.example", mail.text().lines().findFirst().orElseThrow())
        .doesNotContain("{{", "{%", "[[", "<mj-");
    assertThat(values.entrySet())
        .filteredOn(value -> !value.getKey().equals("items") && !value.getKey().equals("count"))
        .allSatisfy(value -> assertThat(mail.subject() + mail.text()).contains(value.getValue()));
  }

  @Test
  void valuesAreEscapedInHtmlAndPlainInText() {
    var mail = write("invitation", Map.of("inviter", "<b>\"O'Hara\"</b> & Co", "business", "x"));

    assertThat(mail.html()).doesNotContain("<b>").contains("&lt;b&gt;");
    assertThat(mail.text()).contains("<b>\"O'Hara\"</b> & Co");
    assertThat(mail.subject()).startsWith("<b>\"O'Hara\"</b> & Co");
  }

  @Test
  void noValueIsATemplateItself() {
    var mail = write("invitation", Map.of("inviter", "{{ brand }}{% include 'x' %}"));

    assertThat(mail.text()).contains("{{ brand }}{% include 'x' %}");
  }

  @Test
  void aSubjectIsOneLine() {
    var mail = write("notice", Map.of("title", "Hello\r\nBcc: all@example.org\u2028x"));

    assertThat(mail.subject()).isEqualTo("Hello Bcc: all@example.org x");
  }

  @Test
  void linksLeadToThePortalOrTheWeb() {
    assertThat(write("test", Map.of("link", "/inbox")).text())
        .contains("\nhttps://app.example/inbox\n");
    assertThat(write("test", Map.of("link", "https://other.example/x?a=1&b=2")).html())
        .contains("href=\"https://other.example/x?a=1&amp;b=2\"");
    for (var bad :
        new String[] {"javascript:alert(1)", "//evil.example", "data:text/html,x", " "}) {
      assertThat(write("test", Map.of("link", bad)).text())
          .contains("\nhttps://app.example\n")
          .doesNotContain("evil", "alert");
    }
  }

  @Test
  void aLanguageWithoutTheTemplateIsEnglish() {
    assertThat(TEMPLATES.write("test", "xx", "Asha", Map.of()).subject()).isEqualTo("Test mail");
    assertThat(TEMPLATES.write("test", "../en", "Asha", Map.of()).subject()).isEqualTo("Test mail");
  }

  @Test
  void thereIsNoMailWithoutTemplate() {
    assertThatIllegalArgumentException().isThrownBy(() -> write("nothing", Map.of()));
  }

  private static WrittenMail write(String template, Map<String, String> values) {
    return TEMPLATES.write(template, "en", "Asha", values);
  }
}
