package ai.leadmetrics.streams.connect.whatsapp;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * A request body that knows whether it was ever handed to a connection. While a request still waits
 * for one it can be abandoned: then it certainly was not sent, and never will be.
 */
final class OneShot {
  private enum State {
    WAITING,
    STARTED,
    ABANDONED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final ByteString json;

  OneShot(byte[] json) {
    this.json = ByteString.fromArrayUnsafe(json);
  }

  RequestEntity entity() {
    return HttpEntities.create(ContentTypes.APPLICATION_JSON, json.length(), body());
  }

  private Source<ByteString, NotUsed> body() {
    return Source.lazySingle(this::start);
  }

  private ByteString start() {
    if (!state.compareAndSet(State.WAITING, State.STARTED)) {
      // The announced length never arrives, so the provider drops the request unread.
      throw new CancellationException("the request was abandoned");
    }
    return json;
  }

  /** True when nothing of the body was sent; from now on nothing will be. */
  boolean abandon() {
    return state.compareAndSet(State.WAITING, State.ABANDONED);
  }
}
