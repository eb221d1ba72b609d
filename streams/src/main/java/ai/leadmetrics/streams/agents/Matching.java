package ai.leadmetrics.streams.agents;

import ai.leadmetrics.streams.agents.LeadPrompt.Fact;
import ai.leadmetrics.streams.agents.Lexicon.Wanted;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides which known answer covers a question, if any does. The embeddings find candidates; one is
 * used only when everything the question speaks of, asks for and counts is in it, because a wrong
 * answer costs more than a person's minute.
 */
final class Matching {
  /** Similarity from which an answer may cover what its own question does not mention. */
  private static final double ANSWER_ONLY = 0.45;

  /** Share of a known question's subjects that have to be asked about. */
  private static final double ABOUT = 0.5;

  private static final Pattern LEADING_YES =
      Pattern.compile("^(?:yes|no)\\b[,:;.!]?\\s*", Pattern.CASE_INSENSITIVE);

  /**
   * An answer that covers a question.
   *
   * @param confidence 0 to 1
   */
  record Covered(String answer, double confidence) {}

  private record Known(Fact fact, Terms question, Terms answer) {
    Set<String> all() {
      var all = question.covered();
      all.addAll(answer.covered());
      return all;
    }

    Stream<Terms.Count> numbers() {
      return Stream.concat(question.numbers().stream(), answer.numbers().stream());
    }
  }

  private record Found(Known known, double rank, boolean inQuestion) {}

  private final List<Known> known;
  private final Set<String> vocabulary;

  Matching(Collection<Fact> facts) {
    known =
        facts.stream()
            .map(fact -> new Known(fact, Terms.of(fact.question()), Terms.of(fact.answer())))
            .toList();
    vocabulary = new HashSet<>();
    facts.forEach(
        fact -> {
          vocabulary.addAll(Texts.words(fact.question()));
          vocabulary.addAll(Texts.words(fact.answer()));
        });
  }

  Terms terms(String text) {
    return Terms.of(text, vocabulary);
  }

  Optional<Covered> answer(Terms asked) {
    return known.stream()
        .flatMap(candidate -> found(asked, candidate).stream())
        .max(Comparator.comparingDouble(Found::rank))
        .map(found -> covered(asked, found));
  }

  /** A yes or no belongs only to a question for it. */
  private static Covered covered(Terms asked, Found found) {
    var answer = found.known.fact.answer();
    boolean yesOrNo = asked.wanted().isEmpty() && found.inQuestion;
    var text = yesOrNo ? answer : capitalised(LEADING_YES.matcher(answer).replaceFirst(""));
    return new Covered(text.isBlank() ? answer : text, Math.min(0.95, 0.6 + 0.35 * found.rank));
  }

  private Optional<Found> found(Terms asked, Known candidate) {
    if ((asked.negated() && !candidate.question.negated())
        || !candidate.all().containsAll(asked.strong())
        || !candidate.all().containsAll(asked.weak())
        || !asked.numbers().stream()
            .allMatch(number -> candidate.numbers().anyMatch(said -> said.allows(number)))
        || !asked.wanted().stream().allMatch(wanted -> tells(candidate, wanted))) {
      return Optional.empty();
    }
    return asked.strong().isEmpty() ? bare(asked, candidate) : about(asked, candidate);
  }

  private static Optional<Found> about(Terms asked, Known candidate) {
    var subjects = candidate.question.covered();
    long shared = asked.strong().stream().filter(key -> isAmong(key, subjects)).count();
    double score = candidate.fact.score();
    if (shared == 0) {
      return score >= ANSWER_ONLY
          ? Optional.of(new Found(candidate, score / 2, false))
          : Optional.empty();
    }
    double about = shared(candidate.question.strong(), asked.covered());
    return about < ABOUT
        ? Optional.empty()
        : Optional.of(
            new Found(
                candidate,
                0.4 * score + 0.3 * about + 0.3 * shared / asked.strong().size(),
                shared == asked.strong().size()));
  }

  private static boolean isAmong(String key, Set<String> subjects) {
    return subjects.contains(key) || Lexicon.implied(key).stream().anyMatch(subjects::contains);
  }

  /** Asks for a price or a place and nothing else: where only one answer can be meant. */
  private Optional<Found> bare(Terms asked, Known candidate) {
    if (asked.wanted().isEmpty()) {
      boolean same =
          candidate.question.strong().isEmpty()
              && candidate.question.wanted().isEmpty()
              && candidate.question.weak().equals(asked.weak());
      return same ? Optional.of(new Found(candidate, 0.5, true)) : Optional.empty();
    }
    if (!candidate.question.wanted().containsAll(asked.wanted())) {
      return Optional.empty();
    }
    boolean general = candidate.question.strong().isEmpty();
    boolean single =
        known.stream().filter(other -> other.question.wanted().containsAll(asked.wanted())).count()
            == 1;
    return (general || single)
            && (single
                || asked.wanted().contains(Wanted.COST)
                || asked.wanted().contains(Wanted.PLACE))
        ? Optional.of(
            new Found(candidate, 0.4 * candidate.fact.score() + (general ? 0.5 : 0.2), true))
        : Optional.empty();
  }

  private static double shared(Set<String> subjects, Set<String> asked) {
    return subjects.isEmpty()
        ? 1
        : (double) subjects.stream().filter(key -> isAmong(key, asked)).count() / subjects.size();
  }

  private static boolean tells(Known candidate, Wanted wanted) {
    return candidate.question.wanted().contains(wanted)
        || Evidence.of(wanted).matcher(candidate.fact.answer()).find();
  }

  private static String capitalised(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
