package ai.leadmetrics.streams.kit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Something that runs on every node with a role, from start to stop. */
public interface StreamTask {
  /** Unique, lower case with dashes. */
  String name();

  /** The node role it runs under: ingest, relay, views, agents, delivery or entities. */
  String role();

  Running start(Platform platform);

  /** A started task. */
  interface Running {
    /** running, restarting or stopped. */
    String state();

    /** Finishes what is in flight; the stage completes when nothing runs any more. */
    CompletionStage<Done> stop();

    /** For what runs as long as the node does. */
    static Running always() {
      return new Running() {
        @Override
        public String state() {
          return "running";
        }

        @Override
        public CompletionStage<Done> stop() {
          return CompletableFuture.completedFuture(Done.getInstance());
        }
      };
    }
  }
}
