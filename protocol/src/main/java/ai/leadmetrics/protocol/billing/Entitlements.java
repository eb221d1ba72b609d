package ai.leadmetrics.protocol.billing;

import java.util.List;

/**
 * What a tenant may use right now. Without a subscription that is what Free contains.
 *
 * @param plan the highest of the plans it has
 * @param granted whether the operator gave the plan: nobody pays for it
 * @param frozen true while credits are locked: nothing that costs may begin
 */
public record Entitlements(
    PlanId plan,
    int version,
    String name,
    Limits limits,
    List<String> features,
    boolean overage,
    boolean granted,
    boolean frozen) {

  public Entitlements {
    features = List.copyOf(features);
  }

  public boolean has(String feature) {
    return features.contains(feature);
  }
}
