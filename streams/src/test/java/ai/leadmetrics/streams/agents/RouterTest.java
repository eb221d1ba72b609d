package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "I want to talk to a person",
        "can I speak with someone please",
        "connect me to an agent",
        "Agent",
        "human please!",
        "I need a human",
        "Please call me back",
        "call me at 98450 12345",
        "can someone call me?",
        "let me talk to your manager",
        "are you a bot? I want a person",
        "Quiero hablar con una persona",
        "llámame por favor",
        "je voudrais parler à quelqu'un",
        "Ich möchte mit einem Menschen sprechen",
        "quero falar com um atendente",
        "I don't want to talk to a bot",
        "is there anyone there??",
        "please share your manager's number",
        "manager ka number do",
        "koi hai? baat karni hai",
        "मैनेजर का नंबर दीजिए",
        "mujhe kisi se baat karni hai",
        "mujhe call karo",
        "मुझे किसी से बात करनी है",
        "कृपया कॉल करें",
        "దయచేసి కాల్ చేయండి",
        "أريد التحدث مع شخص",
      })
  void hearsWhoeverWantsAPerson(String message) {
    assertThat(Router.asksForPerson(message)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You can call me Ravi",
        "is there anyone at the pool at night?",
        "koi hai kya discount aaj",
        "do you have a bot license?",
        "I am a travel agent from Pune, what are your group rates?",
        "a room for one person",
        "how much per person?",
        "Is there a call button in the room?",
        "we are 4 people",
        "the manager of my company comes along",
        "what is the price?",
        "कमरे का किराया क्या है?",
      })
  void doesNotTakeEverySuchWordForThatWish(String message) {
    assertThat(Router.asksForPerson(message)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Do you have a room for tomorrow?       | en
          👍                                     | en
          ok                                     | en
          क्या आपके पास कमरा है?                   | hi
          kamra kitne ka hai aur kab milega      | hi-Latn
          உங்களிடம் அறை உள்ளதா?                  | ta
          మీ దగ్గర గది ఉందా?                       | te
          هل لديكم غرفة؟                         | ar
          ¿Cuánto cuesta una habitación para dos? | es
          Bonjour, avez-vous une chambre ?       | fr
          Hallo, haben Sie ein Zimmer frei?      | de
          """)
  void guessesTheLanguage(String message, String language) {
    assertThat(Languages.of(message)).isEqualTo(language);
  }

  @Test
  void everyLanguageHasEveryPhrase() {
    assertThat(Phrases.all().keySet())
        .contains(
            "en", "hi", "hi-Latn", "ta", "te", "kn", "ml", "mr", "bn", "gu", "pa", "ur", "ar", "es",
            "fr", "de", "pt");
    Phrases.all()
        .forEach(
            (language, phrases) -> {
              assertThat(phrases.keySet())
                  .as(language)
                  .contains(Phrases.HUMAN, Phrases.FALLBACK, Phrases.WILL_CHECK, Phrases.CLOSED)
                  .contains(Phrases.QUOTE, Phrases.ABOUT, Phrases.NOTED);
              if (language.length() == 2) {
                assertThat(phrases.keySet())
                    .as(language)
                    .contains(Phrases.EMERGENCY, Phrases.URGENT_HELP, Phrases.COMPLAINT)
                    .contains(Phrases.STOPPED, Phrases.STARTED);
                assertThat(phrases.get(Phrases.EMERGENCY)).as(language).contains("112");
              }
              assertThat(phrases.get(Phrases.QUOTE)).as(language).contains("{answer}");
              assertThat(phrases.get(Phrases.ABOUT)).as(language).contains("{topic}");
            });
    assertThat(Phrases.of(Phrases.HUMAN, "xx")).isEqualTo(Phrases.of(Phrases.HUMAN, "en"));
  }
}
