/** Tenants and their channels. */
@NullMarked
package ai.leadmetrics.protocol.tenancy;

import org.jspecify.annotations.NullMarked;
