package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.Kind;
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

  /**
   * Of which kind the entity is, for a component of type {@code EntityId}. It is one of the
   * caller's own tenant, or, for callers of the platform, of the tenant that the path names. An id
   * of another kind, or one that cannot exist, is not found.
   */
  Kind[] kind() default {};

  /** What the parameter means, for the API document. */
  String doc() default "";
}
