package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a single payment. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface PurchaseEvent {
  /**
   * @param sale absent in events from before it was kept
   */
  @JsonTypeName("purchase-opened")
  record PurchaseOpened(Purchase purchase, Money net, Money amount, @Nullable Sale sale, Instant at)
      implements PurchaseEvent {}

  @JsonTypeName("order-linked")
  record OrderLinked(String gateway, String gatewayId) implements PurchaseEvent {}

  /**
   * Paid; carries all that a receipt needs.
   *
   * @param sale absent in events from before it was kept
   */
  @JsonTypeName("purchase-paid")
  record PurchasePaid(
      Purchase purchase, Money net, @Nullable Sale sale, Payment payment, Instant at)
      implements PurchaseEvent {}

  /** A second payment for what was paid already. */
  @JsonTypeName("purchase-overpaid")
  record PurchaseOverpaid(Payment payment, Instant at) implements PurchaseEvent {}

  /**
   * Another amount or currency than was asked for: kept, and counted for nothing.
   *
   * @param expected what was asked for
   */
  @JsonTypeName("purchase-mispaid")
  record PurchaseMispaid(Payment payment, Money expected, Instant at) implements PurchaseEvent {}

  @JsonTypeName("purchase-attempt-failed")
  record PurchaseAttemptFailed(Purchase purchase, Payment payment, String reason, Instant at)
      implements PurchaseEvent {}

  /**
   * @param chargeback whether the bank took it back in a dispute
   */
  @JsonTypeName("purchase-refunded")
  record PurchaseRefunded(
      Purchase purchase,
      String payment,
      String refund,
      Money amount,
      boolean chargeback,
      Instant at)
      implements PurchaseEvent {}

  /** Follows the refund that it revokes. */
  @JsonTypeName("purchase-refund-revoked")
  record PurchaseRefundRevoked(String payment, String refund, Money amount, Instant at)
      implements PurchaseEvent {}
}
