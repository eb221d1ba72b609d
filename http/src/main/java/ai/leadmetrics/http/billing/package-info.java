/** The API of plans, credits, subscriptions and invoices. */
@NullMarked
package ai.leadmetrics.http.billing;

import org.jspecify.annotations.NullMarked;
