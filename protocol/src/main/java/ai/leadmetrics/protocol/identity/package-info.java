/** Users, roles and permissions. */
@NullMarked
package ai.leadmetrics.protocol.identity;

import org.jspecify.annotations.NullMarked;
