package ai.leadmetrics.protocol.crm;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a contact. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ContactCommand {
  /** A channel told us who somebody is: registers the contact or adds what was not known. */
  record Identify(@Nullable String name, List<Identifier> identifiers) implements ContactCommand {}

  /**
   * Wants no automatic messages any more.
   *
   * @param message local id of the message that said so
   */
  record OptOut(String message) implements ContactCommand {}

  /** Wants automatic messages again. */
  record OptIn(String message) implements ContactCommand {}

  /** The provider told us that a person goes by another number from now on. */
  record ChangeNumber(Identifier from, Identifier to) implements ContactCommand {}
}
