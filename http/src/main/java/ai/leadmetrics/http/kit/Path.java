package ai.leadmetrics.http.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds a component of a request record to a segment of the path. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Path {
  /** The name on the wire, where it is not the component's. */
  String value() default "";

  /** What the parameter means, for the API document. */
  String doc() default "";
}
