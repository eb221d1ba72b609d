package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked of a single payment. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface PurchaseCommand {
  /**
   * @param net without tax
   * @param amount with tax: what the gateway is to collect
   * @param sale what the tax was reckoned from
   */
  record Open(Purchase purchase, Money net, Money amount, @Nullable Sale sale, Instant at)
      implements PurchaseCommand {
    public Open {
      if (net.minor() <= 0 || amount.minor() < net.minor()) {
        throw new InvalidValueException("a purchase costs something");
      }
    }
  }

  /** The gateway knows its order by this id. */
  record LinkOrder(String gateway, String gatewayId) implements PurchaseCommand {}

  record Settle(Payment payment, Instant at) implements PurchaseCommand {}

  /** An attempt to pay failed; there may be another. */
  record Miss(Payment payment, String reason, Instant at) implements PurchaseCommand {}

  /**
   * @param chargeback whether the bank took it back in a dispute
   */
  record GiveBack(String payment, String refund, Money amount, boolean chargeback, Instant at)
      implements PurchaseCommand {}

  /** A refund did not arrive, or a chargeback was reversed: the money is here again. */
  record RevokeRefund(String payment, String refund, Money amount, Instant at)
      implements PurchaseCommand {}
}
