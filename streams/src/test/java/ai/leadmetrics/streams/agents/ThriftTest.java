package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.billing.TokenSpending;
import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.streams.agents.LeadPrompt.Fact;
import ai.leadmetrics.streams.agents.LeadPrompt.Needs;
import ai.leadmetrics.streams.agents.LeadPrompt.Turn;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThriftTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1000, NONE",
    "799, 1000, NONE",
    "800, 1000, SHORT",
    "949, 1000, SHORT",
    "950, 1000, OWN_WORDS",
    "999, 1000, OWN_WORDS",
    "1000, 1000, PEOPLE",
    "5000, 1000, PEOPLE",
    "0, 0, PEOPLE"
  })
  void savesMoreTheLessThereIsLeft(long spent, long budget, Thrift thrift) {
    var spending = new TokenSpending("2026-11", spent, budget, 1000, null);
    assertThat(Thrift.of(spending)).isEqualTo(thrift);
  }

  @Test
  void aShortenedPromptKeepsWhatIsNearest() {
    var facts = List.of(new Fact("a", "1", 0.9), new Fact("b", "2", 0.8), new Fact("c", "3", 0.7));
    var history = Collections.nCopies(9, new Turn("customer", "before"));
    var prompt =
        new LeadPrompt(
            "Lotus House",
            "hotel",
            "warm",
            "Monday",
            facts,
            history,
            new Needs(Qualification.NONE, null, List.of()),
            "Is there a pool?",
            List.of(),
            "en",
            LeadPrompt.House.PLAIN,
            false);
    var brief = prompt.shortened();
    assertThat(brief.brief()).isTrue();
    assertThat(brief.knowledge()).isEqualTo(facts.subList(0, 2));
    assertThat(brief.history()).hasSize(4);
    assertThat(brief.message()).isEqualTo(prompt.message());
  }
}
