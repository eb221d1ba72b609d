package ai.leadmetrics.streams.connect.webform;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.streams.connect.webform.FormFields.Field;
import ai.leadmetrics.streams.crm.PhoneNumbers;
import ai.leadmetrics.streams.kit.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A filled-in form, read once at the door and once more when it is processed. */
sealed interface Submission {
  int MAX_ID = 128;
  int MAX_NAME = 200;

  /**
   * A form of somebody who can be told apart.
   *
   * @param submissionId of the site, or else made of the content
   * @param identifiers what could be read of phone and address; none where nothing could
   * @param message what was asked; empty in a request to be called
   * @param answers everything else that was filled in, and what could not be read
   */
  record Valid(
      @Nullable String submissionId,
      @Nullable String name,
      List<Identifier> identifiers,
      String message,
      List<Field> answers)
      implements Submission {
    /** The same for the same person and content; the order of the fields does not matter. */
    String contentHash() {
      var content =
          Stream.concat(
                  Stream.of(
                      Objects.requireNonNullElse(name, ""),
                      identifiers.toString(),
                      message.strip()),
                  answers.stream()
                      .filter(field -> FieldRole.of(field.key()) != FieldRole.PAGE)
                      .map(field -> field.key() + '=' + field.value())
                      .sorted())
              .collect(Collectors.joining("\n"));
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        var hash = digest.digest(content.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Why it cannot be taken: names the field. */
  record Invalid(String detail) implements Submission {}

  static Submission read(byte[] raw, String region) {
    var fields = FormFields.read(raw);
    if (fields == null) {
      return new Invalid("The body must be a JSON object or an urlencoded form, in UTF-8.");
    }
    var byRole = new EnumMap<FieldRole, List<Field>>(FieldRole.class);
    fields.forEach(
        field ->
            byRole.computeIfAbsent(FieldRole.of(field.key()), _ -> new ArrayList<>()).add(field));
    var submissionId = first(byRole, FieldRole.SUBMISSION);
    if (submissionId != null && submissionId.length() > MAX_ID) {
      return new Invalid("'submissionId' has more than " + MAX_ID + " characters.");
    }
    var reading = new Reading(region, byRole);
    return reading.isReachable()
        ? reading.submission(fields, submissionId)
        : new Invalid("Give 'email' or 'phone': nobody could be answered otherwise.");
  }

  private static @Nullable String first(Map<FieldRole, List<Field>> byRole, FieldRole role) {
    return byRole.getOrDefault(role, List.of()).stream().map(Field::value).findFirst().orElse(null);
  }

  static Optional<Identifier> email(String email) {
    return MailAddress.normal(email).map(one -> new Identifier(Identifier.Kind.EMAIL, one));
  }

  /** What is made of the fields of each role. */
  final class Reading {
    private static final Pattern LETTERS = Pattern.compile("\\p{L}");

    private final String region;
    private final Map<FieldRole, List<Field>> byRole;
    private final LinkedHashSet<Identifier> identifiers = new LinkedHashSet<>();

    /** Fields that the identifiers, the name and the message say completely. */
    private final LinkedHashSet<Field> told = new LinkedHashSet<>();

    Reading(String region, Map<FieldRole, List<Field>> byRole) {
      this.region = region;
      this.byRole = byRole;
      fields(FieldRole.PHONE).forEach(this::phone);
      fields(FieldRole.EMAIL).forEach(this::address);
      if (identifiers.isEmpty()) {
        // Named in a way or language that is not known here: the value tells.
        fields(FieldRole.OTHER).forEach(this::address);
        fields(FieldRole.OTHER).stream()
            .filter(field -> field.value().startsWith("+"))
            .forEach(this::phone);
      }
    }

    private List<Field> fields(FieldRole role) {
      return byRole.getOrDefault(role, List.of());
    }

    private void phone(Field field) {
      var numbers = PhoneNumbers.written(field.value(), region);
      identifiers.addAll(numbers);
      if (!numbers.isEmpty() && !LETTERS.matcher(field.value()).find()) {
        told.add(field);
      }
    }

    private void address(Field field) {
      email(field.value())
          .ifPresent(
              identifier -> {
                identifiers.add(identifier);
                told.add(field);
              });
    }

    /** By something that was written, though perhaps only a person can read it. */
    boolean isReachable() {
      return !identifiers.isEmpty()
          || !fields(FieldRole.PHONE).isEmpty()
          || !fields(FieldRole.EMAIL).isEmpty();
    }

    Valid submission(List<Field> all, @Nullable String submissionId) {
      var name = name();
      var message = fields(FieldRole.MESSAGE).stream().findFirst().orElse(null);
      if (message != null) {
        told.add(message);
      }
      told.addAll(fields(FieldRole.SUBMISSION));
      return new Valid(
          submissionId,
          name,
          identifiers.stream().sorted((a, b) -> a.kind().compareTo(b.kind())).toList(),
          message == null ? "" : message.value(),
          all.stream().filter(field -> !told.contains(field)).toList());
    }

    private @Nullable String name() {
      for (var field : fields(FieldRole.NAME)) {
        var name = Texts.name(field.value(), MAX_NAME);
        if (name != null) {
          return name;
        }
      }
      var parts =
          Stream.of(FieldRole.FIRST_NAME, FieldRole.LAST_NAME)
              .map(role -> first(byRole, role))
              .filter(Objects::nonNull)
              .collect(Collectors.joining(" "));
      var name = Texts.name(parts, MAX_NAME);
      return name != null || !identifiers.isEmpty() ? name : Texts.name(unread(), MAX_NAME);
    }

    /** A number or address that only a person can read. */
    private @Nullable String unread() {
      var phone = first(byRole, FieldRole.PHONE);
      return phone != null ? phone : first(byRole, FieldRole.EMAIL);
    }
  }
}
