package ai.leadmetrics.streams.knowledge;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * all-MiniLM-L6-v2, which comes in its jar: 384 numbers per text, English first, no network.
 *
 * <p>Native code does not yield like a blocked virtual thread does, so it runs on few threads of
 * its own, and each inference uses one of them only: ten conversations cannot take every core.
 */
public final class MiniLm implements Embeddings, AutoCloseable {
  private static final String MODEL = "/all-minilm-l6-v2.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

  private final ExecutorService threads;

  /**
   * @param threads texts embedded at the same time
   */
  public MiniLm(int threads) {
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("embeddings-", 0).factory());
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    List<Future<float[]>> pending = new ArrayList<>();
    for (var text : texts) {
      pending.add(threads.submit(() -> Loaded.MODEL.vector(text)));
    }
    return pending.stream().map(Futures::get).toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Loads the model now, so that the first who needs it does not wait for it. */
  public static Future<?> load() {
    var loading = new FutureTask<>(() -> Loaded.MODEL.vector("ready"));
    Thread.ofPlatform().daemon().name("embeddings-load").start(loading);
    return loading;
  }

  /** Loading takes about a second and 100 MB: once per process. */
  private static final class Loaded {
    static final InProcess MODEL = new InProcess();
  }

  private static final class InProcess extends AbstractInProcessEmbeddingModel {
    private final OnnxBertBiEncoder encoder;

    InProcess() {
      super(Runnable::run);
      try (var model = open(MiniLm.MODEL);
          var tokenizer = open(TOKENIZER);
          var options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        var environment = OrtEnvironment.getEnvironment();
        var session = environment.createSession(model.readAllBytes(), options);
        encoder = new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (OrtException e) {
        throw new IllegalStateException("the embedding model does not load", e);
      }
    }

    float[] vector(String text) {
      return embed(TextSegment.from(text)).content().vector();
    }

    @Override
    protected OnnxBertBiEncoder model() {
      return encoder;
    }

    private static InputStream open(String name) {
      return Objects.requireNonNull(
          AllMiniLmL6V2EmbeddingModel.class.getResourceAsStream(name), name);
    }
  }
}
