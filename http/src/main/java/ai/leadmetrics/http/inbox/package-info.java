/** The API of conversations. */
@NullMarked
package ai.leadmetrics.http.inbox;

import org.jspecify.annotations.NullMarked;
