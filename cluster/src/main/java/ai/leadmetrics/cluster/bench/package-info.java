/** Measures a running node from outside. */
@NullMarked
package ai.leadmetrics.cluster.bench;

import org.jspecify.annotations.NullMarked;
