/** The outside of the product: API, webhooks, live socket, portal. */
@NullMarked
package ai.leadmetrics.http;

import org.jspecify.annotations.NullMarked;
