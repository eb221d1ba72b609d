/** The commands of {@code ./leadmetrics}. */
@NullMarked
package ai.leadmetrics.cluster.cli;

import org.jspecify.annotations.NullMarked;
