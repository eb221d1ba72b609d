package ai.leadmetrics.http.kit;

import ai.leadmetrics.http.kit.Problem.FieldError;

/**
 * What JSON and addresses can carry and nothing here can keep: NUL, which PostgreSQL refuses, and
 * halves of surrogate pairs, which UTF-8 does not have.
 */
final class Storable {
  private Storable() {}

  static boolean is(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  static FieldError error(String field) {
    return new FieldError(field, "invalid", "has a character that no text has");
  }
}
