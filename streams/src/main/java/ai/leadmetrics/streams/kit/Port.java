package ai.leadmetrics.streams.kit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Open to {@code http}, as queries and stores are by their names: a way in to something that has to
 * be done and not only read, or what such a way answers with. Everything else here stays inside.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Port {}
