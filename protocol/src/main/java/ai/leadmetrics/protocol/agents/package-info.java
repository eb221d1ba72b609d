/** Runs of AI agents. */
@NullMarked
package ai.leadmetrics.protocol.agents;

import org.jspecify.annotations.NullMarked;
