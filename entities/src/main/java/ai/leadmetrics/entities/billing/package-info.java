/** Plans, credits, subscriptions, invoices. */
@NullMarked
package ai.leadmetrics.entities.billing;

import org.jspecify.annotations.NullMarked;
