package ai.leadmetrics.streams.connect.webform;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.streams.crm.PhoneNumbers;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A filled-in form, read once at the door and once more when it is processed. */
sealed interface Submission {
  int MAX_ID = 128;
  int MAX_NAME = 200;
  int MAX_FIELDS = 50;
  int MAX_FIELD = 1_000;
  Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+");

  record Valid(
      @Nullable String submissionId,
      @Nullable String name,
      List<Identifier> identifiers,
      String text)
      implements Submission {}

  /** Why it cannot be taken: names the field. */
  record Invalid(String detail) implements Submission {}

  static Submission read(@Nullable JsonNode root, String region) {
    if (root == null || !root.isObject()) {
      return new Invalid("The body must be a JSON object.");
    }
    for (var field : List.of("submissionId", "name", "email", "phone", "message", "page")) {
      var value = root.path(field);
      if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
        return new Invalid("'" + field + "' must be a string.");
      }
    }
    var fields = root.path("fields");
    if (!fields.isMissingNode() && !fields.isNull() && !fields.isObject()) {
      return new Invalid("'fields' must be an object.");
    }
    if (fields.size() > MAX_FIELDS) {
      return new Invalid("'fields' has more than " + MAX_FIELDS + " entries.");
    }
    var message = text(root, "message");
    if (message == null) {
      return new Invalid("'message' is missing.");
    }
    var submissionId = text(root, "submissionId");
    if (submissionId != null && submissionId.length() > MAX_ID) {
      return new Invalid("'submissionId' has more than " + MAX_ID + " characters.");
    }
    return people(root, region, submissionId, message + extras(root, fields));
  }

  private static Submission people(
      JsonNode root, String region, @Nullable String submissionId, String text) {
    var phone = text(root, "phone");
    var email = text(root, "email");
    if (phone == null && email == null) {
      return new Invalid("Give 'email' or 'phone': nobody could be answered otherwise.");
    }
    var identifiers = new ArrayList<Identifier>(2);
    if (phone != null) {
      identifiers.addAll(PhoneNumbers.written(phone, region));
    }
    if (email != null) {
      email(email).ifPresent(identifiers::add);
    }
    if (identifiers.isEmpty()) {
      return new Invalid(
          phone == null
              ? "'email' is no e-mail address."
              : email == null
                  ? "'phone' is no phone number."
                  : "'phone' is no phone number and 'email' no e-mail address.");
    }
    var name = text(root, "name");
    return new Valid(submissionId, Texts.name(name, MAX_NAME), List.copyOf(identifiers), text);
  }

  private static Optional<Identifier> email(String email) {
    return email.length() <= 254 && EMAIL.matcher(email).matches()
        ? Optional.of(new Identifier(Identifier.Kind.EMAIL, email.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** What else was filled in, so that whoever answers sees it. */
  private static String extras(JsonNode root, JsonNode fields) {
    var text = new StringBuilder();
    fields
        .properties()
        .forEach(
            field -> {
              var value = field.getValue();
              var shown = value.isValueNode() ? value.asText() : value.toString();
              if (!shown.isBlank() && !value.isNull()) {
                text.append('\n')
                    .append(Texts.line(field.getKey(), MAX_NAME))
                    .append(": ")
                    .append(Texts.line(shown, MAX_FIELD));
              }
            });
    var page = text(root, "page");
    if (page != null) {
      text.append("\npage: ").append(Texts.line(page, MAX_FIELD));
    }
    return text.isEmpty() ? "" : "\n" + text;
  }

  private static @Nullable String text(JsonNode root, String field) {
    var value = root.path(field).textValue();
    return value == null || value.isBlank() ? null : Texts.clean(value.strip());
  }
}
