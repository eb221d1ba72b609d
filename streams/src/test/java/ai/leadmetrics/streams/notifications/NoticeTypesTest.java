package ai.leadmetrics.streams.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.kit.Json;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  /** In the bell, and in the list of alarms. */
  @Test
  void everyAlarmThatIsRaisedHasWords() throws IOException {
    var cases = Objects.requireNonNull(TYPES.words("alarm", "en").cases());
    var portal = Path.of("../http/portal/src/i18n/locales/en/alarms.json");
    var listed = Json.MAPPER.readTree(portal.toFile()).path("code");

    var raised = alarms();

    assertThat(raised).contains("webhook_refused", "accounting_failed");
    for (var code : raised) {
      assertThat(cases).as(code).containsKey(code);
      assertThat(listed.has(code)).as(code).isTrue();
    }
    assertThat(TYPES.words("alarm", "en").what(Map.of("code", "webhook_refused")))
        .isEqualTo("a payment report was refused");
    assertThat(TYPES.words("alarm", "en").what(Map.of("code", "of_tomorrow")))
        .isEqualTo("of tomorrow");
  }

  private static Set<String> alarms() throws IOException {
    var raise = Pattern.compile("\\.raise\\(\\s*\"(\\w+)\"");
    try (var files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> raise.matcher(text(file)).results())
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void datesAreReadByTheReadersClock() {
    var at = Instant.parse("2026-11-20T20:15:00Z");

    assertThat(Moments.text(at, ZoneId.of("Asia/Kolkata"), "en"))
        .isEqualTo("21 November 2026, 01:45 (India Standard Time)");
    assertThat(Moments.text(at, ZoneId.of("America/New_York"), "en"))
        .isEqualTo("20 November 2026, 15:15 (Eastern Standard Time)");
    assertThat(Moments.text(at, ZoneId.of("UTC"), "de"))
        .as("without words of a language its months would stand among English ones")
        .isEqualTo("20 November 2026, 20:15 (Coordinated Universal Time)");
    assertThat(Moments.text(YearMonth.of(2026, 11), ZoneId.of("UTC"), "en"))
        .isEqualTo("November 2026");
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
