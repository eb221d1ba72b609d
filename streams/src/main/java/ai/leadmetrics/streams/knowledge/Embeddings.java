package ai.leadmetrics.streams.knowledge;

import java.util.List;

/** Turns texts into directions in space; near in meaning is near in angle. */
@FunctionalInterface
public interface Embeddings {
  /** One unit vector per text, in the order of the texts. Blocks; call from a virtual thread. */
  List<float[]> embed(List<String> texts);
}
