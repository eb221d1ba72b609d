package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.notifications.Outbox.Claimed;

/** Takes what is in the outbox to where it is read, one at a time. */
interface Carrier {
  /** What is known after an attempt. */
  sealed interface Result {
    /** It was taken. */
    record Sent() implements Result {}

    /** Certainly not sent; later it may work. */
    record Later(String error) implements Result {}

    /**
     * Certainly not sent, and never will be.
     *
     * @param noSuchAddress nothing will ever arrive there
     */
    record Refused(String error, boolean noSuchAddress) implements Result {}

    /** The connection broke after it was handed over: it may have been taken. */
    record Unknown(String error) implements Result {}
  }

  /** Blocks until there is an answer, or has not been one for too long. */
  Result send(Claimed message);

  /** Gives up an address that nothing will ever arrive at. */
  void forget(String address, String why);
}
