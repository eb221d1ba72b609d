/** Runs of AI agents. */
@NullMarked
package ai.leadmetrics.entities.agents;

import org.jspecify.annotations.NullMarked;
