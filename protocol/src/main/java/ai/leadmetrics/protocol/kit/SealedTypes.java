package ai.leadmetrics.protocol.kit;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets Jackson read a sealed interface annotated with {@link JsonTypeInfo} by the {@link
 * JsonTypeName} of its records, so that the permitted types are listed once, in the language.
 */
final class SealedTypes extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1;

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    var type = annotated.getRawType();
    if (!type.isSealed() || !type.isAnnotationPresent(JsonTypeInfo.class)) {
      return super.findSubtypes(annotated);
    }
    return Arrays.stream(type.getPermittedSubclasses())
        .map(sub -> new NamedType(sub, nameOf(sub)))
        .toList();
  }

  @Override
  public @Nullable String findTypeName(AnnotatedClass annotated) {
    var type = annotated.getRawType();
    return type.isRecord() ? nameOf(type) : super.findTypeName(annotated);
  }

  private static String nameOf(Class<?> type) {
    var name = type.getAnnotation(JsonTypeName.class);
    return name == null ? type.getSimpleName() : name.value();
  }
}
