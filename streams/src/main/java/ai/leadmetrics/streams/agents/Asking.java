package ai.leadmetrics.streams.agents;

import dev.langchain4j.exception.NonRetriableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Gets a usable answer out of the models or gives up: each attempt goes through the chain of models
 * until one answers well; between attempts it waits.
 *
 * @param chain the model and its fallbacks
 */
record Asking(List<Model> chain, int attempts, Backoff backoff, Pause pause) {
  /** Told of every step; may throw to stop. */
  interface Listener {
    void asking(String model);

    void failed(String error);
  }

  /** How it ended. */
  sealed interface Outcome {
    /**
     * @param latencyMs of the call that succeeded
     */
    record Answered(
        LeadAnswer answer,
        String model,
        boolean offline,
        long inputTokens,
        long outputTokens,
        long latencyMs)
        implements Outcome {}

    record GaveUp(String error) implements Outcome {}
  }

  /** The same without any provider: only the business's own words. */
  Asking offline() {
    return new Asking(List.of(Model.OFFLINE), 1, backoff, pause);
  }

  Outcome ask(LeadPrompt prompt, Listener listener) {
    var error = "no model is configured";
    for (int attempt = 1; attempt <= attempts; attempt++) {
      boolean hopeless = true;
      for (var model : chain) {
        listener.asking(model.name());
        long start = System.nanoTime();
        try {
          var said = model.answer(prompt);
          return new Outcome.Answered(
              said.answer(),
              model.name(),
              model.offline(),
              said.inputTokens(),
              said.outputTokens(),
              Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (CancellationException e) {
          throw e;
        } catch (RuntimeException e) {
          // A refused key or a malformed request is refused again: asking twice helps nobody.
          hopeless &= e instanceof NonRetriableException;
          error = model.describe(e);
          listener.failed(error);
        }
      }
      if (hopeless) {
        break;
      }
      if (attempt < attempts) {
        pause.of(backoff.after(attempt));
      }
    }
    return new Outcome.GaveUp(error);
  }
}
