package ai.leadmetrics.streams.agents;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous work that many keys share: keys take turns, none runs more than its share at once,
 * and results leave in the order in which their elements came, so that offsets can be committed.
 *
 * <p>A key that floods fills the look-ahead, not the workers: whoever else is within the look-ahead
 * has its turn after at most one element of every other key.
 */
public final class FairMapAsync<I, K, O> extends GraphStage<FlowShape<I, O>> {
  private final Inlet<I> in = Inlet.create("FairMapAsync.in");
  private final Outlet<O> out = Outlet.create("FairMapAsync.out");
  private final FlowShape<I, O> shape = FlowShape.of(in, out);
  private final int parallelism;
  private final int perKey;
  private final int lookAhead;
  private final Function<I, K> key;
  private final Function<I, CompletionStage<O>> work;

  /**
   * @param parallelism elements at work at once, over all keys
   * @param perKey elements of one key at work at once
   * @param lookAhead elements taken from upstream whose results have not left yet
   */
  public FairMapAsync(
      int parallelism,
      int perKey,
      int lookAhead,
      Function<I, K> key,
      Function<I, CompletionStage<O>> work) {
    if (parallelism < 1 || perKey < 1 || lookAhead < parallelism) {
      throw new IllegalArgumentException(
          "needs parallelism >= 1, perKey >= 1 and lookAhead >= parallelism");
    }
    this.parallelism = parallelism;
    this.perKey = perKey;
    this.lookAhead = lookAhead;
    this.key = key;
    this.work = work;
  }

  @Override
  public FlowShape<I, O> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inherited) {
    return new Logic();
  }

  private final class Slot {
    final I element;
    final Lane lane;
    @Nullable O result;

    Slot(I element, Lane lane) {
      this.element = element;
      this.lane = lane;
    }
  }

  private final class Lane {
    final K key;
    final Deque<Slot> waiting = new ArrayDeque<>();
    int running;
    boolean inTurn;

    Lane(K key) {
      this.key = key;
    }

    boolean mayStart() {
      return !waiting.isEmpty() && running < perKey;
    }
  }

  private final class Outcome {
    final Slot slot;
    final @Nullable O result;
    final @Nullable Throwable failure;

    Outcome(Slot slot, @Nullable O result, @Nullable Throwable failure) {
      this.slot = slot;
      this.result = result;
      this.failure = failure;
    }
  }

  private final class Logic extends GraphStageLogic {
    private final Deque<Slot> inOrder = new ArrayDeque<>();
    private final Map<K, Lane> lanes = new HashMap<>();
    private final Deque<Lane> turns = new ArrayDeque<>();
    private final AsyncCallback<Outcome> finished = createAsyncCallback(this::onFinished);
    private int running;

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              accept(grab(in));
            }

            @Override
            public void onUpstreamFinish() {
              if (inOrder.isEmpty()) {
                completeStage();
              }
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              emit();
            }
          });
    }

    @Override
    public void preStart() {
      pull(in);
    }

    private void accept(I element) {
      var lane = lanes.computeIfAbsent(key.apply(element), Lane::new);
      var slot = new Slot(element, lane);
      inOrder.add(slot);
      lane.waiting.add(slot);
      queue(lane);
      start();
      pullIfRoom();
    }

    private void queue(Lane lane) {
      if (!lane.inTurn && lane.mayStart()) {
        lane.inTurn = true;
        turns.add(lane);
      }
    }

    private void start() {
      while (running < parallelism && !turns.isEmpty()) {
        var lane = turns.remove();
        lane.inTurn = false;
        var slot = lane.waiting.remove();
        lane.running++;
        running++;
        queue(lane);
        work.apply(slot.element)
            .whenComplete((result, failure) -> finished.invoke(new Outcome(slot, result, failure)));
      }
    }

    private void onFinished(Outcome outcome) {
      if (outcome.failure != null) {
        failStage(outcome.failure);
        return;
      }
      if (outcome.result == null) {
        failStage(new NullPointerException("the work of an element has a result"));
        return;
      }
      var lane = outcome.slot.lane;
      outcome.slot.result = outcome.result;
      lane.running--;
      running--;
      queue(lane);
      if (lane.running == 0 && lane.waiting.isEmpty()) {
        lanes.remove(lane.key);
      }
      start();
      if (isAvailable(out)) {
        emit();
      }
    }

    private void emit() {
      var first = inOrder.peek();
      if (first != null && first.result != null) {
        inOrder.remove();
        push(out, first.result);
        if (isClosed(in) && inOrder.isEmpty()) {
          completeStage();
        } else {
          pullIfRoom();
        }
      }
    }

    private void pullIfRoom() {
      if (inOrder.size() < lookAhead && !isClosed(in) && !hasBeenPulled(in)) {
        pull(in);
      }
    }
  }
}
