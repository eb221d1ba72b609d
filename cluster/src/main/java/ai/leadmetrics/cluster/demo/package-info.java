/** A business to try the product with. */
@NullMarked
package ai.leadmetrics.cluster.demo;

import org.jspecify.annotations.NullMarked;
