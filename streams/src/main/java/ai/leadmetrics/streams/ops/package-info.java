/** What operators look at. */
@NullMarked
package ai.leadmetrics.streams.ops;

import org.jspecify.annotations.NullMarked;
