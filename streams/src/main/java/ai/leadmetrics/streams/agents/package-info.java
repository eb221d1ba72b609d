/** AI agents at work: who is answered next, by which model, and what becomes of the answer. */
@NullMarked
package ai.leadmetrics.streams.agents;

import org.jspecify.annotations.NullMarked;
