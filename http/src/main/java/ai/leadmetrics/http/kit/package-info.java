/** Endpoints declared once: routes, authorisation, validation and the API document follow. */
@NullMarked
package ai.leadmetrics.http.kit;

import org.jspecify.annotations.NullMarked;
