/**
 * What every pipeline is made of: database, broker, journal relay, reactors, views, live notices.
 */
@NullMarked
package ai.leadmetrics.streams.kit;

import org.jspecify.annotations.NullMarked;
