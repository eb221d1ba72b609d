/** Forms on the tenants' own sites. */
@NullMarked
package ai.leadmetrics.streams.connect.webform;

import org.jspecify.annotations.NullMarked;
