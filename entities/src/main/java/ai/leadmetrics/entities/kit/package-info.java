/** Turns a pure decider into a sharded, persistent actor. */
@NullMarked
package ai.leadmetrics.entities.kit;

import org.jspecify.annotations.NullMarked;
