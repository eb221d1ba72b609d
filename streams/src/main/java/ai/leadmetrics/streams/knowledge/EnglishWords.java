package ai.leadmetrics.streams.knowledge;

import ai.leadmetrics.protocol.kit.Json;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Common English words: the whole words of the embedding model's vocabulary (about 22,000). */
public final class EnglishWords {
  private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

  private EnglishWords() {}

  /** In lower case. */
  public static Set<String> all() {
    return Loaded.WORDS;
  }

  private static final class Loaded {
    static final Set<String> WORDS = load();

    private static Set<String> load() {
      try (var in =
          Objects.requireNonNull(
              AllMiniLmL6V2EmbeddingModel.class.getResourceAsStream(TOKENIZER), TOKENIZER)) {
        var words = new HashSet<String>();
        Json.MAPPER
            .readTree(in)
            .at("/model/vocab")
            .fieldNames()
            .forEachRemaining(
                word -> {
                  if (word.length() > 1 && word.chars().allMatch(Character::isLetter)) {
                    words.add(word);
                  }
                });
        return Collections.unmodifiableSet(words);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
