package ai.leadmetrics.protocol.crm;

import ai.leadmetrics.protocol.kit.EntityId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a lead. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface LeadCommand {
  /** A person got in touch: opens their lead, or does nothing when it is open already. */
  record Open(
      EntityId contact,
      EntityId conversation,
      @Nullable String name,
      List<Identifier> identifiers,
      String source)
      implements LeadCommand {}

  /** Something was learnt about the need; absent fields change nothing. */
  record Qualify(Qualification learnt) implements LeadCommand {}

  record ChangeStatus(LeadStatus status) implements LeadCommand {}
}
