package ai.leadmetrics.streams.kit;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.kafka.javadsl.Consumer;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Runs a consuming stream, starts it again with backoff when it fails, drains it when stopped. */
public final class Restarting implements StreamTask.Running {
  private final Platform platform;
  private final CompletionStage<Done> completion;
  private volatile Consumer.Control control = Consumer.createNoopControl();
  private volatile String state = "running";
  private volatile boolean stopping;

  private <T> Restarting(
      Platform platform, String name, Supplier<Source<T, Consumer.Control>> stream) {
    this.platform = platform;
    var config = platform.config().getConfig("leadmetrics.streams");
    var restarts = platform.metrics().counter("leadmetrics.stream.restarts", "stream", name);
    var settings =
        RestartSettings.create(
            config.getDuration("restart-min"), config.getDuration("restart-max"), 0.2);
    this.completion =
        RestartSource.onFailuresWithBackoff(
                settings,
                () ->
                    stopping
                        ? Source.<T>empty()
                        : stream
                            .get()
                            .mapMaterializedValue(this::started)
                            .mapError(
                                new PFBuilder<Throwable, Throwable>()
                                    .matchAny(
                                        failure -> {
                                          state = "restarting";
                                          restarts.increment();
                                          return failure;
                                        })
                                    .build()))
            .named(name)
            .toMat(Sink.ignore(), Keep.right())
            .run(platform.system());
    completion.whenComplete((_, _) -> state = "stopped");
  }

  /** Starts the stream; {@code stream} is called again for every restart. */
  public static <T> StreamTask.Running start(
      Platform platform, String name, Supplier<Source<T, Consumer.Control>> stream) {
    var running = new Restarting(platform, name, stream);
    StreamStates.of(platform.system()).register(name, running::state);
    return running;
  }

  @Override
  public String state() {
    return state;
  }

  @Override
  public CompletionStage<Done> stop() {
    stopping = true;
    return control
        .drainAndShutdown(completion, platform.database().threads())
        .thenCompose(_ -> completion);
  }

  private Consumer.Control started(Consumer.Control running) {
    control = running;
    state = "running";
    return running;
  }
}
