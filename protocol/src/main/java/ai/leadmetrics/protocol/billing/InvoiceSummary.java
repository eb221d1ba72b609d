package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An invoice in a list; amounts in paise.
 *
 * @param customer the buyer's legal name, as far as it is known
 * @param paymentFailed whether the last attempt to collect failed
 * @param taxable without tax
 * @param total with tax; 0 for drafts, whose tax is not settled yet
 * @param open what is still owed; below zero where money is to be given back
 */
public record InvoiceSummary(
    String id,
    TenantId tenant,
    String customer,
    InvoiceStatus status,
    boolean overdue,
    boolean paymentFailed,
    InvoiceOrigin origin,
    @Nullable String number,
    @Nullable LocalDate date,
    @Nullable LocalDate due,
    long taxable,
    long total,
    long open,
    Instant createdAt) {}
