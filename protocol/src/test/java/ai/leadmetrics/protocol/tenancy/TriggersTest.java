package ai.leadmetrics.protocol.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TriggersTest {
  private static final Triggers TRIGGERS =
      new Triggers(List.of("right now", "आज"), List.of("refund", "con"));

  @Test
  void findsWholeWordsWhateverTheirCaseAndPunctuation() {
    assertThat(TRIGGERS.isHot("I need it, RIGHT  now!")).isTrue();
    assertThat(TRIGGERS.isHot("मुझे आज चाहिए")).isTrue();
    assertThat(TRIGGERS.escalates("A refund, please.")).isTrue();
    assertThat(TRIGGERS.escalates("Is there a concert?")).isFalse();
    assertThat(TRIGGERS.isHot("a refund")).isFalse();
    assertThat(Triggers.NONE.escalates("anything")).isFalse();
  }

  @Test
  void refusesPhrasesWithoutAWord() {
    assertThat(new Triggers(List.of("!?"), List.of()).problems()).containsOnlyKeys("hotLead");
  }
}
