package ai.leadmetrics.protocol.crm;

import ai.leadmetrics.protocol.kit.InvalidValueException;

/**
 * One way to recognise a person.
 *
 * @param value E.164 for {@link Kind#PHONE}, lower case for {@link Kind#EMAIL}, otherwise as the
 *     provider gives it
 */
public record Identifier(Kind kind, String value) {
  /** Kinds of identifiers, the surest first. */
  public enum Kind {
    PHONE,
    WHATSAPP_USER,
    EMAIL,
    SESSION
  }

  public Identifier {
    if (value.isBlank() || value.length() > 320) {
      throw new InvalidValueException("an identifier has 1 to 320 characters");
    }
  }
}
