package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.streams.crm.PhoneNumbers;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads who somebody is and when something happened. */
final class Persons {
  private static final int MAX_ID = 300;
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final Instant BEFORE_WHATSAPP = Instant.parse("2009-01-01T00:00:00Z");

  private Persons() {}

  /**
   * The identifiers in these values, the surest first: a phone number where there is one, and the
   * business-scoped user id. Either field may carry either of them.
   */
  static List<Identifier> identifiers(@Nullable String... values) {
    var found = new ArrayList<Identifier>(2);
    for (int i = 0; i < values.length; i++) {
      var value = values[i];
      // Reading a number costs more than all the rest: the same one mostly comes twice.
      if (value != null && !before(values, i)) {
        identifier(value).filter(id -> !found.contains(id)).ifPresent(found::add);
      }
    }
    found.sort((a, b) -> a.kind().compareTo(b.kind()));
    return found;
  }

  private static boolean before(@Nullable String[] values, int end) {
    for (int i = 0; i < end; i++) {
      if (Objects.equals(values[i], values[end])) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Identifier> identifier(String value) {
    var number = value.startsWith("+") ? value.substring(1) : value;
    var phone = PhoneNumbers.international(number);
    return phone.isPresent() || value.isBlank() || value.length() > MAX_ID
        ? phone
        : Optional.of(new Identifier(Identifier.Kind.WHATSAPP_USER, Texts.clean(value)));
  }

  static @Nullable String text(@Nullable JsonNode node, String field) {
    return node == null ? null : node.path(field).textValue();
  }

  /** What somebody calls themselves: the name of their profile, or else their user name. */
  static @Nullable String name(@Nullable JsonNode contact, int max) {
    if (contact == null) {
      return null;
    }
    var profile = contact.path("profile");
    var name = Contents.line(profile, "name", max);
    var user = Contents.line(profile.has("username") ? profile : contact, "username", max);
    return name != null || user == null ? name : user.startsWith("@") ? user : "@" + user;
  }

  /** An id that the provider gave: not blank, and short enough to be a key. */
  static @Nullable String id(JsonNode node) {
    var id = node.path("id").textValue();
    return id == null || id.isBlank() || id.length() > MAX_ID ? null : Texts.clean(id);
  }

  /** Seconds as a string; when we received it where that is missing or cannot be true. */
  static Instant at(JsonNode node, Instant receivedAt) {
    try {
      var at = Instant.ofEpochSecond(Long.parseLong(node.path("timestamp").asText("")));
      return at.isBefore(BEFORE_WHATSAPP) || at.isAfter(receivedAt.plus(CLOCK_SKEW))
          ? receivedAt
          : at;
    } catch (NumberFormatException | DateTimeException _) {
      return receivedAt;
    }
  }
}
