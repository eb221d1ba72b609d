/** Signing in and out, and the tokens that say who asks. */
@NullMarked
package ai.leadmetrics.http.identity;

import org.jspecify.annotations.NullMarked;
