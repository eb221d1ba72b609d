/** People: who is behind an identifier, and what follows when somebody gets in touch. */
@NullMarked
package ai.leadmetrics.streams.crm;

import org.jspecify.annotations.NullMarked;
