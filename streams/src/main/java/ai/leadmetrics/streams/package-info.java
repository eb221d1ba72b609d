/** The list of everything that streams on a node. */
@NullMarked
package ai.leadmetrics.streams;

import org.jspecify.annotations.NullMarked;
