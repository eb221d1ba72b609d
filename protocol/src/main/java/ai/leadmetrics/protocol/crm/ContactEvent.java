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

  @JsonTypeName("contact-renamed")
  record ContactRenamed(@Nullable String before, String name) implements ContactEvent {}

  @JsonTypeName("identifiers-added")
  record IdentifiersAdded(List<Identifier> identifiers) implements ContactEvent {}

  /** Nothing automatic is sent to them until they opt in again. */
  @JsonTypeName("opted-out")
  record OptedOut(String message) implements ContactEvent {}

  @JsonTypeName("opted-in")
  record OptedIn(String message) implements ContactEvent {}
}
