package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.PlainName;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A name that may stand in our mails; see {@link PlainName}. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Plain.Check.class)
public @interface Plain {
  /** The refusal's text. */
  String message() default PlainName.ADVICE;

  /** Not used. */
  Class<?>[] groups() default {};

  /** Not used. */
  Class<? extends Payload>[] payload() default {};

  /** Absent names are for other constraints. */
  final class Check implements ConstraintValidator<Plain, CharSequence> {
    @Override
    public boolean isValid(@Nullable CharSequence name, ConstraintValidatorContext context) {
      return name == null || PlainName.isPlain(name.toString());
    }
  }
}
