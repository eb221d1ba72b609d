package ai.leadmetrics.protocol.kit;

/** Why a command was refused: a stable code, the HTTP status it maps to, and what to do. */
public record Rejection(String code, int status, String detail) {
  public static Rejection of(ErrorCode code) {
    return new Rejection(code.code(), code.status(), code.advice());
  }

  public static Rejection of(ErrorCode code, String detail) {
    return new Rejection(code.code(), code.status(), detail);
  }

  public boolean is(ErrorCode other) {
    return code.equals(other.code());
  }
}
