/** What a business has told us about itself, searchable by meaning. */
@NullMarked
package ai.leadmetrics.streams.knowledge;

import org.jspecify.annotations.NullMarked;
