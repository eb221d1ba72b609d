/** Users. */
@NullMarked
package ai.leadmetrics.entities.identity;

import org.jspecify.annotations.NullMarked;
