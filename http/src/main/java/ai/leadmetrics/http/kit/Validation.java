package ai.leadmetrics.http.kit;

import ai.leadmetrics.http.kit.Problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Checks bound requests against their constraint annotations. */
final class Validation {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  /** Without an expression language: messages never evaluate what came from outside. */
  private static final Validator VALIDATOR =
      jakarta.validation.Validation.byProvider(HibernateValidator.class)
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .defaultLocale(Locale.ENGLISH)
          .buildValidatorFactory()
          .getValidator();

  private Validation() {}

  static void check(Object value) {
    var violations = VALIDATOR.validate(value);
    if (violations.isEmpty()) {
      return;
    }
    throw ProblemException.invalid(
        violations.stream()
            .map(Validation::error)
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::code))
            .toList());
  }

  private static FieldError error(ConstraintViolation<?> violation) {
    var constraint =
        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    return new FieldError(
        violation.getPropertyPath().toString(),
        HUMP.matcher(constraint).replaceAll("_").toLowerCase(Locale.ROOT),
        violation.getMessage());
  }
}
