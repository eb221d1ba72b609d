package ai.leadmetrics.protocol.kit;

/**
 * A value from outside that breaks a rule of the type it was given to: a command, a cursor. The API
 * answers it as an invalid field with the message; any other {@link IllegalArgumentException} is a
 * defect.
 */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String field;

  /** About the command as a whole. */
  public InvalidValueException(String message) {
    this("", message);
  }

  /**
   * @param field the name on the wire; empty where it is about several
   * @param message what the value must be, without the field's name
   */
  public InvalidValueException(String field, String message) {
    super(message);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
