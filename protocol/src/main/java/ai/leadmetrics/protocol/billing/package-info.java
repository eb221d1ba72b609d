/** Plans, credits and what a tenant may use. */
@NullMarked
package ai.leadmetrics.protocol.billing;

import org.jspecify.annotations.NullMarked;
