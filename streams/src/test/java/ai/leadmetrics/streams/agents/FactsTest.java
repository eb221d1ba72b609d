package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.Qualification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          We come 12-14 December                 | 12-14 December
          from 3rd to 5th of March 2027          | 3rd to 5th of March 2027
          arriving 2026-12-24                    | 2026-12-24
          need it tomorrow                       | tomorrow
          maybe next weekend                     | next weekend
          the wedding is in 3 weeks              | in 3 weeks
          checking in 24/12/2026                 | 24/12/2026
          sometime in January                    | in January
          """)
  void findsTheTime(String message, String timeline) {
    assertThat(Facts.in(message).timeline()).isEqualTo(timeline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          around ₹15,000 per night    | ₹15,000 per night
          Rs. 8000 max                | Rs. 8000
          INR 2 lakh for everything   | INR 2 lakh
          about 8k                    | 8k
          we can spend 1.5 lakhs      | 1.5 lakhs
          my budget is 20000          | 20000
          5000 rupees per person      | 5000 rupees per person
          $200 a night                | $200 a night
          """)
  void findsTheMoney(String message, String budget) {
    assertThat(Facts.in(message).budget()).isEqualTo(budget);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          I need a deluxe room for 2 adults      | deluxe room, 2 adults
          planning a wedding for 80 guests       | wedding, 80 guests
          we are a family of 5                   | family of 5
          """)
  void findsTheService(String message, String service) {
    assertThat(Facts.in(message).service()).isEqualTo(service);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          it's urgent, I need a room       | high
          want a room for tonight          | high
          just looking around              | low
          no rush, want a room some day    | low
          """)
  void findsTheUrgency(String message, String urgency) {
    assertThat(Facts.in(message).urgency()).isEqualTo(urgency);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          We are from New Delhi            | New Delhi | -
          I have to ask my wife first      | -         | with wife
          it's my decision, I live in Pune | Pune      | alone
          """)
  void findsWhereAndWhoDecides(String message, String location, String decider) {
    var facts = Facts.in(message);
    assertThat(String.valueOf(facts.location())).isEqualTo(location.replace("-", "null"));
    assertThat(String.valueOf(facts.decisionMaker())).isEqualTo(decider.replace("-", "null"));
  }

  /** nothing but the answer, as people type it: "answers-as-qualification" of the field cases */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from chennai                     | chennai   | -
          we are coming from new delhi     | new delhi | -
          from 12 Dec                      | -         | -
          from monday                      | -         | -
          self                             | -         | alone
          just me                          | -         | alone
          """)
  void readsShortAnswers(String message, String location, String decider) {
    var facts = Facts.in(message);
    assertThat(String.valueOf(facts.location())).isEqualTo(location.replace("-", "null"));
    assertThat(String.valueOf(facts.decisionMaker())).isEqualTo(decider.replace("-", "null"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "is breakfast included?",
        "my number is 98450",
        "I may come back to you",
        "is the pool open today?",
        "what is the room like?"
      })
  void findsNothingWhereNothingIsSaid(String message) {
    var facts = Facts.in(message);
    assertThat(facts).isEqualTo(new Qualification(null, null, null, null, null, facts.timeline()));
    assertThat(facts.budget()).isNull();
  }
}
