/** Health, metrics, and what operators see and do. */
@NullMarked
package ai.leadmetrics.http.ops;

import org.jspecify.annotations.NullMarked;
