package ai.leadmetrics.streams.knowledge;

/** Vectors between PostgreSQL's arrays and ours. */
final class Vectors {
  private Vectors() {}

  static float[] unboxed(Float[] boxed) {
    var vector = new float[boxed.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = boxed[i];
    }
    return vector;
  }
}
