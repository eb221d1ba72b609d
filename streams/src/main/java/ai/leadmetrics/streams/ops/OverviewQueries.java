package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.ops.Overview;
import ai.leadmetrics.protocol.ops.Overview.RelayState;
import ai.leadmetrics.protocol.ops.Overview.StreamState;
import ai.leadmetrics.protocol.ops.Overview.ViewLag;
import ai.leadmetrics.streams.kit.JournalTail;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.StreamStates;
import ai.leadmetrics.streams.kit.ViewStates;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** How the platform is doing: views and relay of the cluster, streams of this node. */
public final class OverviewQueries {
  private final JournalTail tail;
  private final ViewStates views;
  private final StreamStates streams;

  public OverviewQueries(Platform platform) {
    this.tail = new JournalTail(platform.database());
    this.views = new ViewStates(platform.database(), platform.kafka());
    this.streams = StreamStates.of(platform.system());
  }

  public CompletionStage<Overview> overview() {
    return views
        .all()
        .thenCombine(
            tail.behind(),
            (states, behind) ->
                new Overview(
                    states.stream()
                        .map(state -> new ViewLag(state.view(), state.lag(), state.position()))
                        .toList(),
                    streams(),
                    new RelayState(behind.millis(), behind.events())));
  }

  private List<StreamState> streams() {
    return streams.all().entrySet().stream()
        .map(stream -> new StreamState(stream.getKey(), stream.getValue()))
        .toList();
  }
}
