/** Tenants. */
@NullMarked
package ai.leadmetrics.entities.tenancy;

import org.jspecify.annotations.NullMarked;
