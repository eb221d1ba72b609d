package ai.leadmetrics.streams.connect.webform;

import static ai.leadmetrics.protocol.inbox.SpamReason.FOREIGN_SCRIPT;
import static ai.leadmetrics.protocol.inbox.SpamReason.HONEYPOT;
import static ai.leadmetrics.protocol.inbox.SpamReason.LINKS;
import static ai.leadmetrics.protocol.inbox.SpamReason.SALES_PHRASES;
import static ai.leadmetrics.protocol.inbox.SpamReason.TOO_FAST;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.SpamReason;
import ai.leadmetrics.protocol.kit.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Field cases that started it: statamic/cms#2285, libreform/wp-libre-form#157. */
class SpamScoreTest {
  @Test
  void keepsLeadsAndFindsMostSpam() throws IOException {
    var wrong = new ArrayList<String>();
    int leads = 0;
    int spam = 0;
    int found = 0;
    int lost = 0;
    for (var line : lines()) {
      var cells = line.split("\t");
      boolean is = cells[0].equals("spam");
      boolean told =
          !reasons(Map.of("name", cells[1], "email", cells[2], "message", cells[3])).isEmpty();
      spam += is ? 1 : 0;
      leads += is ? 0 : 1;
      found += is && told ? 1 : 0;
      lost += !is && told ? 1 : 0;
      if (is != told) {
        wrong.add(line);
      }
    }
    System.out.printf(
        "== spam: precision %.3f, recall %.3f of %d spam and %d leads; wrong: %s%n",
        (double) found / (found + lost), (double) found / spam, spam, leads, wrong);
    assertThat(leads + spam).isGreaterThanOrEqualTo(60);
    assertThat(lost).as("leads taken for spam: %s", wrong).isZero();
    assertThat((double) found / spam).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void saysWhy() {
    assertThat(
            reasons(
                """
                {"name":"SEO Expert","email":"a@spam.example",
                 "message":"Rank #1 on Google!!! Buy backlinks http://spam.example http://spam.example/2",
                 "fields":{"_honeypot":"filled by a bot","website":"http://spam.example"}}
                """))
        .containsExactly(HONEYPOT, LINKS, SALES_PHRASES);
  }

  /** Words of patients that contain words of spam. */
  @Test
  void partsOfWordsAreNoSign() {
    assertThat(
            reasons(
                Map.of(
                    "name",
                    "Pornima Kulkarni",
                    "email",
                    "pornima@example.com",
                    "message",
                    "Which specialist? Reports: https://a.example/1 https://a.example/2"
                        + " https://a.example/3 https://a.example/4")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"honeypot", "_gotcha", "bot-field", "leave_this_blank", "hp_field"})
  void hiddenFieldIsEnoughAndAnEmptyOneIsNothing(String field) {
    assertThat(reasons(Map.of("email", "a@b.example", "message", "Hi", field, "x")))
        .containsExactly(HONEYPOT);
    assertThat(reasons(Map.of("email", "a@b.example", "message", "Hi", field, ""))).isEmpty();
  }

  @Test
  void haste() {
    assertThat(points("elapsed_seconds", "0.8")).containsExactly(Map.entry(TOO_FAST, 60));
    assertThat(points("elapsed_seconds", "14")).isEmpty();
    assertThat(points("elapsed_seconds", "-1")).isEmpty();
    assertThat(points("elapsed_seconds", "soon")).isEmpty();
  }

  @Test
  void scriptCountsOnlyWhereItIsRare() {
    var form = form(json(Map.of("email", "a@b.example", "message", "Здравствуйте")));
    assertThat(SpamScore.points(form, "IN")).containsOnlyKeys(FOREIGN_SCRIPT);
    assertThat(SpamScore.points(form, "AE")).isEmpty();
    assertThat(SpamScore.points(form, null)).isEmpty();
  }

  @Test
  void pageThatTheFormIsOnIsNotTheSenders() {
    assertThat(points("page_url", "https://lotus.example/rooms")).isEmpty();
  }

  private static Map<SpamReason, Integer> points(String field, String value) {
    return SpamScore.points(
        form(json(Map.of("email", "a@b.example", "message", "Hi", field, value))), "IN");
  }

  private static List<SpamReason> reasons(Map<String, String> fields) {
    return reasons(json(fields));
  }

  private static List<SpamReason> reasons(String body) {
    return SpamScore.reasons(form(body), "IN");
  }

  private static Submission.Valid form(String body) {
    return (Submission.Valid) Submission.read(body.getBytes(StandardCharsets.UTF_8), "IN");
  }

  private static String json(Map<String, String> fields) {
    return Json.text(fields);
  }

  private static List<String> lines() throws IOException {
    try (var in =
        Objects.requireNonNull(SpamScoreTest.class.getResourceAsStream("/webform/enquiries.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
