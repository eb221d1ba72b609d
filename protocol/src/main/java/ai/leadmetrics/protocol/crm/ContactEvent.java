package ai.leadmetrics.protocol.crm;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a contact. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ContactEvent {
  @JsonTypeName("contact-registered")
  record ContactRegistered(@Nullable String name, List<Identifier> identifiers)
      implements ContactEvent {}

  /** A first name became known, or a fuller one of the same person. */
  @JsonTypeName("contact-renamed")
  record ContactRenamed(@Nullable String before, String name) implements ContactEvent {}

  /** Somebody with another name wrote under the contact's identifiers; the first name stays. */
  @JsonTypeName("name-added")
  record NameAdded(String name) implements ContactEvent {}

  /**
   * More identifiers became known.
   *
   * @param matched the identifier that came with them and was known to be the contact's: the reason
   *     to add them
   */
  @JsonTypeName("identifiers-added")
  record IdentifiersAdded(List<Identifier> identifiers, @Nullable Identifier matched)
      implements ContactEvent {}

  /** The old number stands for nobody from now on, until somebody writes from it. */
  @JsonTypeName("number-changed")
  record NumberChanged(Identifier from, Identifier to) implements ContactEvent {}

  /** Nothing automatic is sent to them until they opt in again. */
  @JsonTypeName("opted-out")
  record OptedOut(String message) implements ContactEvent {}

  @JsonTypeName("opted-in")
  record OptedIn(String message) implements ContactEvent {}
}
