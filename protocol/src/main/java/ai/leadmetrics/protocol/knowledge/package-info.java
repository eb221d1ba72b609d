/** What a business has told the AI. */
@NullMarked
package ai.leadmetrics.protocol.knowledge;

import org.jspecify.annotations.NullMarked;
