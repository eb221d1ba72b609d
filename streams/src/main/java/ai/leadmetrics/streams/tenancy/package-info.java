/** Tenants and their channels. */
@NullMarked
package ai.leadmetrics.streams.tenancy;

import org.jspecify.annotations.NullMarked;
