package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The few sentences that must not depend on any model, in the languages we can write. */
final class Phrases {
  /** A person asked for a person. */
  static final String HUMAN = "human";

  /** No model gave a usable answer. */
  static final String FALLBACK = "fallback";

  /** The question is not covered by what the business told us. */
  static final String WILL_CHECK = "willCheck";

  /** A person is needed and none is there; {@code {when}} is when one is. */
  static final String CLOSED = "closed";

  /** Somebody may be in danger. */
  static final String EMERGENCY = "emergency";

  /** Somebody is in trouble, though not in danger. */
  static final String URGENT_HELP = "urgentHelp";

  static final String COMPLAINT = "complaint";

  /** Confirms that nothing automatic is sent any more. */
  static final String STOPPED = "stopped";

  static final String STARTED = "started";

  /** Introduces {@code {answer}}, which is in the language of the business. */
  static final String QUOTE = "quote";

  /** A person will answer about {@code {topic}}. */
  static final String ABOUT = "about";

  static final String NOTED = "noted";

  /** Noted, and people confirm it. */
  static final String CONFIRM = "confirm";

  static final String HELP = "help";
  static final String WELCOME = "welcome";
  static final String ALL_RIGHT = "allRight";
  static final String BYE = "bye";

  /** Why we ask what we ask. */
  static final String WHY_ASK = "whyAsk";

  /** Nothing is left to ask. */
  static final String COMPLETE = "complete";

  private static final Map<String, Map<String, String>> ALL = load();

  private Phrases() {}

  /** In {@code language}, or in English where we have no words of it. */
  static String of(String phrase, String language) {
    var english = Objects.requireNonNull(ALL.get("en"));
    var words = ALL.getOrDefault(language, english);
    return Objects.requireNonNull(
        words.containsKey(phrase) ? words.get(phrase) : english.get(phrase), phrase);
  }

  static Map<String, Map<String, String>> all() {
    return ALL;
  }

  private static Map<String, Map<String, String>> load() {
    try {
      return Json.MAPPER.readValue(
          LeadPrompt.resource("/agents/phrases.json"), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
