/** Starts a node: its configuration, its services, its roles. */
@NullMarked
package ai.leadmetrics.cluster;

import org.jspecify.annotations.NullMarked;
