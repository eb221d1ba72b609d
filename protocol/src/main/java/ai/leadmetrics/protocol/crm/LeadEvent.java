package ai.leadmetrics.protocol.crm;

import ai.leadmetrics.protocol.kit.EntityId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a lead. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface LeadEvent {
  @JsonTypeName("lead-opened")
  record LeadOpened(
      EntityId contact,
      EntityId conversation,
      @Nullable String name,
      List<Identifier> identifiers,
      String source)
      implements LeadEvent {}

  /** Carries the whole qualification after the change, and the score before and after. */
  @JsonTypeName("lead-qualified")
  record LeadQualified(Qualification qualification, LeadScore before, LeadScore score)
      implements LeadEvent {}

  @JsonTypeName("lead-status-changed")
  record LeadStatusChanged(LeadStatus from, LeadStatus to) implements LeadEvent {}
}
