package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import java.util.concurrent.CompletionStage;

/** Where messages wait until somebody makes their channel work again. */
interface Parking {
  /** What became of a message. */
  enum Parked {
    /** It comes to delivery again when its channel works, or is gone. */
    WAITS,
    /** Its channel works by now, or is gone. */
    NOT_NEEDED,
    /** Too many of its channel wait. */
    FULL
  }

  CompletionStage<Parked> park(OutgoingMessage message);

  /**
   * Notes that the provider refuses the channel's credentials, and tells who can replace them.
   *
   * @return false where other credentials are in use by now
   */
  CompletionStage<Boolean> broken(ConnectedChannel channel);
}
