package ai.leadmetrics.streams.knowledge;

import ai.leadmetrics.streams.knowledge.KnowledgeSearch.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A tenant's questions with their vectors, compared one by one: exact, and for the few thousand
 * questions a business has faster than asking a database.
 *
 * @param version of the stored knowledge this was read from
 * @param vectors of each: the question's, and that of question and answer together
 */
record Matrix(long version, List<Faq> faqs, List<List<float[]>> vectors) {
  private static final int MAX_SENTENCES = 16;
  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?<=[.!?。؟।\\n])\\s+"
              + "|,?\\s+and\\s+(?=(?:do|does|is|are|can|could|will|what|when|where|which|how)\\b)");

  /** The nearest to any of the directions. */
  List<Hit> nearest(List<float[]> wanted, int limit) {
    return IntStream.range(0, faqs.size())
        .mapToObj(i -> new Hit(faqs.get(i), best(vectors.get(i), wanted)))
        .sorted(Comparator.comparingDouble(Hit::score).reversed())
        .limit(limit)
        .toList();
  }

  /** A text as a whole and its sentences: people greet, ask two things and say thanks in one. */
  static List<String> parts(String text) {
    var cut = text.length() > 2_000 ? text.substring(0, 2_000) : text;
    var sentences =
        SENTENCE
            .splitAsStream(cut)
            .map(String::strip)
            .filter(sentence -> sentence.length() > 2)
            .limit(MAX_SENTENCES)
            .toList();
    return sentences.size() < 2
        ? List.of(cut)
        : IntStream.rangeClosed(0, sentences.size())
            .mapToObj(i -> i == 0 ? cut : sentences.get(i - 1))
            .toList();
  }

  private static double best(List<float[]> vectors, List<float[]> wanted) {
    double best = 0;
    for (var vector : vectors) {
      for (var direction : wanted) {
        best = Math.max(best, dot(vector, direction));
      }
    }
    return Math.min(1, best);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
