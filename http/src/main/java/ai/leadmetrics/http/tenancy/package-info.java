/** The API of tenants' channels. */
@NullMarked
package ai.leadmetrics.http.tenancy;

import org.jspecify.annotations.NullMarked;
