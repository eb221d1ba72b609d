package ai.leadmetrics.streams.agents;

import ai.leadmetrics.streams.agents.Matching.Covered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What each part of a message is: first its intent, then whether a known answer covers it. */
final class Hearing {
  /** One part of a message. */
  sealed interface Heard {
    double UNSURE = 0.7;

    default double confidence() {
      return 0;
    }

    /** A known answer covers it. */
    record Answered(String text, double confidence) implements Heard {}

    /** Only a person can answer it. */
    record Open(String topic) implements Heard {}

    /** Wants to book or buy now. */
    record Booking() implements Heard {}

    /** Tells facts, or enquires about what only people can confirm. */
    enum Told implements Heard {
      FACTS,
      ENQUIRY
    }

    /** Thanks, greetings and the like. */
    record Social(Set<Intents> intents) implements Heard {}

    /** Asks who writes, or what we ask for. */
    record AboutUs(Intents intent) implements Heard {}
  }

  /** Words of a question that is more than "hello?" or "are you there?". */
  private static final int POINTING = 4;

  private static final Pattern ASKS = Pattern.compile("[?？؟]");
  private final LeadPrompt prompt;
  private final Matching matching;

  private Hearing(LeadPrompt prompt) {
    this.prompt = prompt;
    this.matching = new Matching(prompt.knowledge());
  }

  /**
   * @param answersUs whether the message is the plain answer to our own question
   */
  static List<Heard> of(LeadPrompt prompt, boolean answersUs) {
    if (answersUs) {
      return List.of(Heard.Told.FACTS);
    }
    var hearing = new Hearing(prompt);
    var heard = new ArrayList<Heard>();
    var clauses = Clauses.of(prompt.message());
    clauses.stream()
        .filter(clause -> clauses.size() == 1 || says(clause))
        .forEach(clause -> heard.addAll(hearing.hear(clause)));
    return heard;
  }

  /** A stray number or sign beside a sentence says nothing. */
  private static boolean says(String clause) {
    return clause.codePoints().anyMatch(Character::isLetter) || Facts.in(clause).known() > 0;
  }

  private List<Heard> hear(String clause) {
    if (Intents.isFiller(clause)) {
      return List.of();
    }
    var social = Intents.all(clause);
    if (!social.isEmpty()) {
      return List.of(new Heard.Social(social));
    }
    for (var intent : List.of(Intents.ABOUT_US, Intents.WHY_ASK)) {
      if (intent.isIn(clause)) {
        return List.of(new Heard.AboutUs(intent));
      }
    }
    var terms = matching.terms(clause);
    boolean asks = ASKS.matcher(clause).find() || Intents.QUESTION.isIn(clause);
    // "Is it still available?" has no subject of its own, but asks something.
    boolean pointsAt = asks && clause.split("\\s+").length >= POINTING;
    if (terms.isEmpty() && !pointsAt && !Intents.HOURS.isIn(clause)) {
      return List.of(new Heard.Social(Set.of(Intents.GREETING)));
    }
    if (Intents.THANKS.isIn(clause) && !asks) {
      return List.of(new Heard.Social(Set.of(Intents.THANKS)));
    }
    var subject = terms.strong().isEmpty() ? quoted() : "";
    if (!subject.isEmpty()) {
      terms = matching.terms(subject + '\n' + clause);
    }
    boolean acts = !Intents.HYPOTHETICAL.isIn(clause);
    if (acts && Intents.CANCEL.isIn(clause)) {
      return List.of(new Heard.Open(Clauses.topic(clause)));
    }
    return told(clause, terms, asks, acts);
  }

  private List<Heard> told(String clause, Terms terms, boolean asks, boolean acts) {
    var facts = Facts.in(clause);
    boolean books = acts && Intents.BOOK.isIn(clause);
    var answer = books || (facts.known() > 0 && !asks) ? Optional.<Covered>empty() : answer(terms);
    if (answer.isPresent()) {
      return List.of(new Heard.Answered(answer.get().answer(), answer.get().confidence()));
    }
    if (books) {
      return List.of(new Heard.Booking());
    }
    var hours = prompt.house().hours();
    if (hours != null && Intents.HOURS.isIn(clause)) {
      return List.of(
          new Heard.Answered("We are here " + String.join(", ", hours.week()) + ".", 0.8));
    }
    boolean onlyFacts = matching.terms(Facts.without(clause)).strong().isEmpty();
    if (facts.known() > 0 && (!asks || (onlyFacts && terms.wanted().isEmpty()))) {
      boolean enquires = asks || facts.known() > 1 || Intents.ENQUIRY.isIn(clause);
      return List.of(enquires ? Heard.Told.ENQUIRY : Heard.Told.FACTS);
    }
    return listed(clause).orElseGet(() -> List.of(new Heard.Open(Clauses.topic(clause))));
  }

  /** What "this" is where the message quotes something or is about it. */
  private String quoted() {
    return prompt.about().stream()
        .filter(About::topic)
        .map(About::text)
        .collect(Collectors.joining("\n"));
  }

  private Optional<Covered> answer(Terms terms) {
    return matching.answer(terms);
  }

  /** "Parking, breakfast and a pool?": each for itself, where at least one is covered. */
  private Optional<List<Heard>> listed(String clause) {
    var items = Clauses.items(clause);
    if (items.size() < 2) {
      return Optional.empty();
    }
    var heard = new ArrayList<Heard>();
    for (var item : items) {
      var terms = matching.terms(item);
      if (terms.strong().isEmpty()) {
        return Optional.empty();
      }
      heard.add(
          answer(terms)
              .<Heard>map(found -> new Heard.Answered(found.answer(), found.confidence()))
              .orElseGet(() -> new Heard.Open(Clauses.topic(item))));
    }
    return heard.stream().anyMatch(Heard.Answered.class::isInstance)
        ? Optional.of(heard)
        : Optional.empty();
  }
}
