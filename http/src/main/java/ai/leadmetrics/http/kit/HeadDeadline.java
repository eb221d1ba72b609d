package ai.leadmetrics.http.kit;

import java.time.Duration;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Ends a connection whose client takes too long for a whole request head, counted from its first
 * byte; an idle time-out begins anew with each byte. What is still sent of a body after its request
 * was answered has the same time. The stage stays until the socket is closed, so that its end says
 * that all that was sent has left.
 */
final class HeadDeadline extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final String TIMER = "head";

  private final Inlet<ByteString> in = Inlet.create("HeadDeadline.in");
  private final Outlet<ByteString> out = Outlet.create("HeadDeadline.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final Connection connection;
  private final Duration deadline;
  private final Runnable closed;

  /**
   * @param closed called once the socket is closed
   */
  HeadDeadline(Connection connection, Duration deadline, Runnable closed) {
    this.connection = connection;
    this.deadline = deadline;
    this.closed = closed;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inherited) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private static final long NONE = -1;

    /** How many requests there had been when the deadline was set. */
    private long since = NONE;

    Logic() {
      super(shape);
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              var bytes = grab(in);
              if (isClosed(out)) {
                pull(in);
              } else {
                arrived();
                push(out, bytes);
              }
            }

            @Override
            public void onPull() {
              pull(in);
            }

            @Override
            public void onDownstreamFinish(Throwable cause) {
              cancelTimer(TIMER);
              end();
            }
          });
    }

    @Override
    public void preStart() {
      var end = createAsyncCallback((String _) -> end());
      connection.opened(() -> end.invoke(""));
    }

    @Override
    public void postStop() {
      closed.run();
    }

    /** Takes nothing more; to cancel would close the connection before its last answer is sent. */
    private void end() {
      complete(out);
      if (!hasBeenPulled(in) && !isClosed(in)) {
        pull(in);
      }
    }

    private void arrived() {
      if (connection.awaitsHead() && since != connection.requests()) {
        since = connection.requests();
        scheduleOnce(TIMER, deadline);
      }
    }

    @Override
    public void onTimer(Object timer) {
      if (connection.awaitsHead() && since == connection.requests()) {
        end();
      } else {
        since = NONE;
      }
    }
  }
}
