package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.streams.agents.Hearing.Heard;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is said to thanks, greetings and goodbyes. */
final class Courtesy {
  private static final Set<Intents> FAREWELL =
      EnumSet.of(Intents.GOODBYE, Intents.REFUSAL, Intents.STOP);

  private Courtesy() {}

  /** Who says goodbye is not asked anything more. */
  static Optional<LeadAnswer> answer(LeadPrompt prompt, List<Heard> heard) {
    return intents(heard).stream().anyMatch(FAREWELL::contains)
        ? Optional.of(
            new LeadAnswer(
                Phrases.of(Phrases.BYE, prompt.language()),
                Action.END,
                Qualification.NONE,
                0.9,
                prompt.language()))
        : Optional.empty();
  }

  static String reaction(LeadPrompt prompt, List<Heard> heard) {
    var language = prompt.language();
    if (heard.contains(new Heard.AboutUs(Intents.ABOUT_US))) {
      return "I am the automatic assistant of "
          + prompt.business()
          + "; a person takes over whenever you say so.";
    }
    if (heard.contains(new Heard.AboutUs(Intents.WHY_ASK))) {
      return Phrases.of(Phrases.WHY_ASK, language);
    }
    var intents = intents(heard);
    if (intents.contains(Intents.THANKS)) {
      return Phrases.of(Phrases.WELCOME, language);
    }
    return Phrases.of(
        intents.contains(Intents.GREETING) ? Phrases.HELP : Phrases.ALL_RIGHT, language);
  }

  private static Set<Intents> intents(List<Heard> heard) {
    var all = EnumSet.noneOf(Intents.class);
    heard.forEach(
        each -> {
          if (each instanceof Heard.Social(var intents)) {
            all.addAll(intents);
          }
        });
    return all;
  }
}
