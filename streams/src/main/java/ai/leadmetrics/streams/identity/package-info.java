/** Users, their passwords, and sessions that have ended. */
@NullMarked
package ai.leadmetrics.streams.identity;

import org.jspecify.annotations.NullMarked;
