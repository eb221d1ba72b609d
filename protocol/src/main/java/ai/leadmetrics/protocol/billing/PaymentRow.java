package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment in the list.
 *
 * @param subject what it was for: {@code sub_…} or {@code pay_…}
 * @param what subscription, top-up or upgrade
 * @param status captured, failed, surplus where nothing was owed, or mismatch where another amount
 *     or currency came than was asked for
 * @param amount with tax
 * @param refunded how much of it went back
 * @param refundFailed how much of it was to go back and did not arrive, until that is done again
 * @param dispute the latest one, where the customer disputes it
 * @param reason why it failed, in words
 */
public record PaymentRow(
    String id,
    String subject,
    String what,
    String status,
    @Nullable String method,
    Money amount,
    Money refunded,
    @Nullable Money refundFailed,
    @Nullable PaymentDispute dispute,
    @Nullable String reason,
    Instant at) {}
