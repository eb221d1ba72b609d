/** Where providers deliver to. */
@NullMarked
package ai.leadmetrics.http.webhooks;

import org.jspecify.annotations.NullMarked;
