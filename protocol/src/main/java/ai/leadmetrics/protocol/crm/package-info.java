/** Contacts and leads. */
@NullMarked
package ai.leadmetrics.protocol.crm;

import org.jspecify.annotations.NullMarked;
