package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Checkout;
import ai.leadmetrics.protocol.billing.CheckoutResult;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Whoever collects money for us. What is created carries a reference of ours, by which it can be
 * found again when the answer to its creation was lost.
 */
public interface PaymentGateway {
  /** Stands in payments and metrics: never changes. */
  String name();

  /** What is known after a call. */
  sealed interface Answer<T> {
    /** Whether the gateway has no such thing: it was made under another account, or is lost. */
    default boolean isNotFound() {
      return this instanceof Refused<T>(var code, _) && code.equals(Refused.NOT_FOUND);
    }

    record Done<T>(T value) implements Answer<T> {}

    /** Certainly not done. */
    record Refused<T>(String code, String detail) implements Answer<T> {
      /** The code where the gateway has no such thing. */
      public static final String NOT_FOUND = "not_found";
    }

    /** Perhaps done: ask before it is tried again. */
    record Unknown<T>(String detail) implements Answer<T> {}
  }

  /**
   * A subscription as the gateway has it.
   *
   * @param changing whether another plan is to follow
   * @param charging whether the gateway goes on charging
   */
  record Remote(
      String id, String status, String plan, boolean changing, Charging charging, boolean over) {}

  /**
   * What the gateway says when asked.
   *
   * @param at when it happened, by the gateway's clock
   */
  record Told(Instant at, GatewayFact fact) {}

  /** Something to be created. */
  sealed interface Wanted {
    String reference();

    /**
     * @param amount for one month, with tax
     */
    record Plan(String reference, Terms terms, Money amount) implements Wanted {}

    /**
     * @param plan the gateway's id of it
     */
    record Subscription(String reference, String plan) implements Wanted {}

    /** A single payment. */
    record Order(String reference, Money amount, Map<String, String> notes) implements Wanted {}

    record Refund(String reference, String payment, Money amount) implements Wanted {}
  }

  /** The id of what was created. Never called twice for the same thing without {@link #find}. */
  CompletionStage<Answer<String>> create(Wanted wanted);

  /** What was created for a reference before, if anything was. */
  CompletionStage<Answer<Optional<String>>> find(Wanted wanted);

  CompletionStage<Answer<Remote>> subscription(String id);

  /** Every charge of a subscription that succeeded, as far back as the gateway tells. */
  CompletionStage<Answer<List<Told>>> charges(String subscription);

  /** Payments of an order that were taken. */
  CompletionStage<Answer<List<Told>>> payments(String order);

  /** Another plan from the next period on; the same one twice is fine. */
  CompletionStage<Answer<Remote>> changePlan(String subscription, String plan);

  CompletionStage<Answer<Remote>> pause(String subscription);

  CompletionStage<Answer<Remote>> resume(String subscription);

  CompletionStage<Answer<Remote>> cancel(String subscription);

  /** What the browser needs to pay; empty where the gateway is not set up. */
  CompletionStage<Optional<Checkout.Access>> access();

  /** Whether the gateway signed what the browser brought back. */
  CompletionStage<Boolean> isGenuine(CheckoutResult result);
}
