/** Zoho Books: its API and how our documents look there. */
@NullMarked
package ai.leadmetrics.streams.connect.zoho;

import org.jspecify.annotations.NullMarked;
