/** The API of agents' runs. */
@NullMarked
package ai.leadmetrics.http.agents;

import org.jspecify.annotations.NullMarked;
