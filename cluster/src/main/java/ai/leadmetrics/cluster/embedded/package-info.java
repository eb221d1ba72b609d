/** PostgreSQL and Kafka inside the product, so that one command is enough to start it. */
@NullMarked
package ai.leadmetrics.cluster.embedded;

import org.jspecify.annotations.NullMarked;
