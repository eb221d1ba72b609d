package ai.leadmetrics.protocol.crm;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known about a lead's need; absent where nobody has said it yet. */
public record Qualification(
    @Nullable String service,
    @Nullable String urgency,
    @Nullable String budget,
    @Nullable String location,
    @Nullable String decisionMaker,
    @Nullable String timeline) {
  public static final Qualification NONE = new Qualification(null, null, null, null, null, null);

  /** This, with whatever {@code newer} knows taking precedence. */
  public Qualification merge(Qualification newer) {
    return new Qualification(
        newer.service != null ? newer.service : service,
        newer.urgency != null ? newer.urgency : urgency,
        newer.budget != null ? newer.budget : budget,
        newer.location != null ? newer.location : location,
        newer.decisionMaker != null ? newer.decisionMaker : decisionMaker,
        newer.timeline != null ? newer.timeline : timeline);
  }

  /** How many of the six are known. */
  public int known() {
    return (int)
        Stream.of(service, urgency, budget, location, decisionMaker, timeline)
            .filter(value -> value != null)
            .count();
  }
}
