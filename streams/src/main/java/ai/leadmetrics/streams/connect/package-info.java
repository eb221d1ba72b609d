/** Providers, each in its own package behind the interfaces of the kit. */
@NullMarked
package ai.leadmetrics.streams.connect;

import org.jspecify.annotations.NullMarked;
