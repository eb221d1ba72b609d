/** The API of what a business has told the AI. */
@NullMarked
package ai.leadmetrics.http.knowledge;

import org.jspecify.annotations.NullMarked;
