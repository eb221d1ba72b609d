/** Who is told of what, by which way: bell, e-mail and others; the outbox of mail. */
@NullMarked
package ai.leadmetrics.streams.notifications;

import org.jspecify.annotations.NullMarked;
