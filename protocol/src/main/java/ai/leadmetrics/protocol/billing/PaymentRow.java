package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment in the list.
 *
 * @param subject what it was for: {@code sub_…} or {@code pay_…}
 * @param what subscription, top-up or upgrade
 * @param status captured, failed, or surplus where nothing was owed
 * @param amount with tax
 * @param refunded how much of it went back
 * @param reason why it failed
 */
public record PaymentRow(
    String id,
    String subject,
    String what,
    String status,
    @Nullable String method,
    Money amount,
    Money refunded,
    @Nullable String reason,
    Instant at) {}
