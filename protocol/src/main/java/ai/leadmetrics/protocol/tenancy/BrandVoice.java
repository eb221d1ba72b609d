package ai.leadmetrics.protocol.tenancy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a business sounds.
 *
 * @param words a few adjectives
 * @param use what it likes to say
 * @param avoid what it never says
 * @param examples texts of its own
 */
public record BrandVoice(
    List<String> words, List<String> use, List<String> avoid, List<String> examples) {
  public static final BrandVoice NONE = new BrandVoice(List.of(), List.of(), List.of(), List.of());

  public BrandVoice {
    words = List.copyOf(words);
    use = List.copyOf(use);
    avoid = List.copyOf(avoid);
    examples = List.copyOf(examples);
  }

  Map<String, String> problems() {
    var problems = new LinkedHashMap<String, String>();
    var limits = new Limits(problems);
    limits.texts("words", words, 10, 40);
    limits.texts("use", use, 30, 80);
    limits.texts("avoid", avoid, 30, 80);
    limits.texts("examples", examples, 10, 600);
    return problems;
  }
}
