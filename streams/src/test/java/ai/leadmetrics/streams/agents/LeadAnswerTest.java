package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadAnswerTest {
  private static final String GOOD =
      """
      {"reply": " Yes, we do. ", "action": "ask", "qualification": {"service": "room", "budget": ""},
       "confidence": 0.9, "language": "EN", "thoughts": "ignored"}
      """;

  @Test
  void readsAnAnswer() {
    assertThat(LeadAnswer.parse(GOOD))
        .isEqualTo(
            new LeadAnswer(
                "Yes, we do.",
                Action.ASK,
                new Qualification("room", null, null, null, null, null),
                0.9,
                "en"));
  }

  @Test
  void takesOffOneFenceAroundTheObject() {
    assertThat(LeadAnswer.parse("```json\n" + GOOD + "\n```")).isEqualTo(LeadAnswer.parse(GOOD));
  }

  @Test
  void writesWhatItReads() {
    var answer = LeadAnswer.parse(GOOD);
    assertThat(LeadAnswer.parse(answer.json())).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"action":"ask","confidence":1}                                  | reply is missing
          {"reply":"  ","action":"ask","confidence":1}                     | reply is empty
          {"reply":7,"action":"ask","confidence":1}                        | reply is missing or no text
          {"reply":"x","confidence":1}                                     | action is missing
          {"reply":"x","action":"refund","confidence":1}                   | action is not one of
          {"reply":"x","action":"ask"}                                     | confidence is not a number
          {"reply":"x","action":"ask","confidence":"high"}                 | confidence is not a number
          {"reply":"x","action":"ask","confidence":1.2}                    | between 0 and 1
          {"reply":"x","action":"ask","confidence":-0.1}                   | between 0 and 1
          {"reply":"x","action":"ask","confidence":1,"qualification":"hot"} | qualification is no object
          {"reply":"x","action":"ask","confidence":1,"qualification":{"budget":{}}} | budget is no text
          {"reply":"x","action":"ask","confidence":1} and more             | not JSON
          {"reply":"x","action":"ask","confidence":1                       | not JSON
          Sure! Here is the answer.                                        | not JSON
          ["reply"]                                                        | not a JSON object
          """)
  void refusesWhatIsNotAnAnswer(String output, String why) {
    assertThatThrownBy(() -> LeadAnswer.parse(output))
        .isInstanceOf(LeadAnswer.Invalid.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesTooLongAndFencedText() {
    assertThatThrownBy(() -> LeadAnswer.parse(withReply("x".repeat(4097))))
        .hasMessageContaining("longer than 4096");
    assertThat(LeadAnswer.parse(withReply("x".repeat(4096))).reply()).hasSize(4096);
    assertThatThrownBy(() -> LeadAnswer.parse(withReply("run ```rm``` now")))
        .hasMessageContaining("fence");
    var value = "{\"timeline\":\"" + "x".repeat(201) + "\"}";
    assertThatThrownBy(
            () ->
                LeadAnswer.parse(
                    "{\"reply\":\"x\",\"action\":\"ask\",\"confidence\":1,\"qualification\":"
                        + value
                        + "}"))
        .hasMessageContaining("qualification.timeline is longer than 200");
    assertThatThrownBy(() -> LeadAnswer.parse(null)).hasMessageContaining("nothing");
  }

  private static String withReply(String reply) {
    return "{\"reply\":\"" + reply + "\",\"action\":\"none\",\"confidence\":0.5}";
  }
}
