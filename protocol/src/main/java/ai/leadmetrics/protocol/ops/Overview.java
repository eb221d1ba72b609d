package ai.leadmetrics.protocol.ops;

import ai.leadmetrics.protocol.kit.Position;
import java.util.List;

/** How the platform is doing, for operators. */
public record Overview(List<ViewLag> views, List<StreamState> streams, RelayState relay) {

  /**
   * A read model.
   *
   * @param lag events it has not applied yet
   * @param position the last event it has applied
   */
  public record ViewLag(String name, long lag, Position position) {}

  /**
   * A stream of this node.
   *
   * @param state running, restarting or stopped
   */
  public record StreamState(String name, String state) {}

  /**
   * The forwarding of the journal to the broker.
   *
   * @param lagMs how long the oldest event that has not been forwarded has been waiting
   * @param behind how many events have not been forwarded
   */
  public record RelayState(long lagMs, long behind) {}
}
