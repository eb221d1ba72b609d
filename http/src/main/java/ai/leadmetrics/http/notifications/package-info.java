/** The bell, what people want to be told of, and mail as operators see it. */
@NullMarked
package ai.leadmetrics.http.notifications;

import org.jspecify.annotations.NullMarked;
