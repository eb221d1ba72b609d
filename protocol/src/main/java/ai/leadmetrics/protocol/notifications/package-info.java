/** Mail and notifications. */
@NullMarked
package ai.leadmetrics.protocol.notifications;

import org.jspecify.annotations.NullMarked;
