package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import java.util.List;

/**
 * A plan as it was published once; versions never change, and subscribers keep theirs.
 *
 * @param version counts from 1
 * @param price per month, without tax
 * @param features what is switched on: names of agents (as in {@link CreditTypes}) and of parts of
 *     the product
 * @param overage whether a tenant may go on past its credits, at a price and up to its own ceiling
 */
public record PlanVersion(
    PlanId plan,
    int version,
    String name,
    Money price,
    Limits limits,
    List<String> features,
    boolean overage,
    Instant publishedAt) {

  public PlanVersion {
    features = List.copyOf(features);
  }
}
