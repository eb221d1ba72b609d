package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.kit.EntityId;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Puts messages aside, and knows whose messages are put aside. */
interface Holding {
  /** Whether messages of the channel wait there: later ones must not overtake them. */
  CompletionStage<Boolean> isHeld(EntityId channel);

  CompletionStage<Done> hold(HeldMessage message);
}
