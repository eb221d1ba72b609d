/** Contacts and leads. */
@NullMarked
package ai.leadmetrics.entities.crm;

import org.jspecify.annotations.NullMarked;
