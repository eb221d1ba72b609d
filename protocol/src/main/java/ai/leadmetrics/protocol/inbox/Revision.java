package ai.leadmetrics.protocol.inbox;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/** What somebody did to a message that was sent before. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Revision {
  /** Absent {@code emoji}: the reaction was taken back. */
  @JsonTypeName("reacted")
  record Reacted(@Nullable String emoji) implements Revision {}

  @JsonTypeName("edited")
  record Edited(MessageContent content) implements Revision {}

  /** Deleted for everyone. */
  @JsonTypeName("revoked")
  record Revoked() implements Revision {}
}
