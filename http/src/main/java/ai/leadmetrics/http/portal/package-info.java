/** The web app and the API's browsable documentation, out of the class path. */
@NullMarked
package ai.leadmetrics.http.portal;

import org.jspecify.annotations.NullMarked;
