package ai.leadmetrics.entities.kit;

import ai.leadmetrics.protocol.kit.Rejection;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** An entity's answer to a command. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Reply {
  /**
   * The command is done and stored.
   *
   * @param seq sequence number of the entity's latest event
   * @param changed false where it had been done before or changed nothing
   */
  record Done(long seq, boolean changed) implements Reply {}

  record Refused(Rejection rejection) implements Reply {}
}
