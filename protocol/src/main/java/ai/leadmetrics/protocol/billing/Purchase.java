package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.EntityId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** What a single payment outside the cycle buys. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Purchase {
  @JsonTypeName("top-up")
  record TopUp(long credits) implements Purchase {}

  /** A dearer plan for the rest of a subscription's period. */
  @JsonTypeName("upgrade")
  record Upgrade(EntityId subscription, Terms before, Terms terms, Period period)
      implements Purchase {}
}
