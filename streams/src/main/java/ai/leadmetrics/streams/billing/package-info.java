/** Plans, credits, subscriptions, payments and invoices. */
@NullMarked
package ai.leadmetrics.streams.billing;

import org.jspecify.annotations.NullMarked;
