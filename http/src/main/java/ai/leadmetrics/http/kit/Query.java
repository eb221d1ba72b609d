package ai.leadmetrics.http.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds a component of a request record to a parameter of the query string. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Query {
  /** The name on the wire, where it is not the component's. */
  String value() default "";

  /** What the parameter means, for the API document. */
  String doc() default "";

  /** Taken where the caller gives none; without it the parameter is required unless nullable. */
  String otherwise() default "";
}
