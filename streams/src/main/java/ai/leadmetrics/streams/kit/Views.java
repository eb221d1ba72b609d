package ai.leadmetrics.streams.kit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Keeps read models up to date, and builds them anew. */
public final class Views {
  /** The role of the nodes that write views. */
  public static final String ROLE = "views";

  private Views() {}

  /** Keeps a view up to date on this node, for the partitions that fall to it. */
  public static StreamTask task(View view) {
    return new StreamTask() {
      @Override
      public String name() {
        return "view-" + view.name();
      }

      @Override
      public String role() {
        return ROLE;
      }

      @Override
      public Running start(Platform platform) {
        return new ViewRunner(platform, view);
      }
    };
  }

  /**
   * Builds a view anew from the journal while the system runs; needs nothing but the database, so
   * any process can do it. Progress is logged and kept in {@code core.view_rebuild}.
   */
  public static CompletionStage<Done> rebuild(Database database, View view) {
    return CompletableFuture.supplyAsync(
        () -> {
          new ViewRebuild(database.jdbi(), view).run();
          return Done.getInstance();
        },
        database.threads());
  }
}
