/** The API of leads. */
@NullMarked
package ai.leadmetrics.http.crm;

import org.jspecify.annotations.NullMarked;
