/** The live socket: tells browsers what to fetch again. */
@NullMarked
package ai.leadmetrics.http.live;

import org.jspecify.annotations.NullMarked;
