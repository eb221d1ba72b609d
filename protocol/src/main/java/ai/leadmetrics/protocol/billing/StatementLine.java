package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a statement of credits; the amounts of all of them add up to the balance.
 *
 * @param place grows from line to line
 * @param amount by how much the balance changed
 * @param balance after it
 * @param creditType what the work was, for usage
 * @param unit what its units are
 * @param overageCredits used beyond the balance
 * @param overage what those cost
 * @param by a user's id, {@code ai} or {@code system}
 * @param note reason or payment
 */
public record StatementLine(
    long place,
    Instant at,
    StatementKind kind,
    long amount,
    long balance,
    @Nullable String entry,
    @Nullable String creditType,
    @Nullable String unit,
    @Nullable Long units,
    long overageCredits,
    Money overage,
    String by,
    @Nullable String note) {}
