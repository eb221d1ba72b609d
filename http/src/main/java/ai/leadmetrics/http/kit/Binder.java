package ai.leadmetrics.http.kit;

import ai.leadmetrics.http.kit.Problem.FieldError;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes request records out of requests. What it reads where is settled once, when the endpoint is
 * declared; a record it cannot bind stops the start.
 */
final class Binder<Q extends Record> {
  /** Where a component comes from. */
  enum Place {
    PATH,
    QUERY,
    HEADER,
    BODY
  }

  /**
   * One component of the request record.
   *
   * @param kinds of which an entity may be that the path names
   */
  @SuppressWarnings("ArrayRecordComponent") // an annotation's, never changed
  record Part(
      String name,
      Place place,
      Class<?> type,
      boolean nullable,
      @Nullable String otherwise,
      String doc,
      Kind @Nullable [] kinds,
      RecordComponent component) {}

  /** The parameter that names the tenant in paths of the platform. */
  private static final String TENANT = "tenant";

  private static final Set<Class<?>> IDS = Set.of(TenantId.class, EntityId.class);

  private final Class<Q> type;
  private final List<Part> parts;
  private final MethodHandle constructor;

  Binder(Class<Q> type) {
    this.type = type;
    this.parts = Arrays.stream(type.getRecordComponents()).map(Binder::part).toList();
    if (parts.stream().filter(part -> part.place == Place.BODY).count() > 1) {
      throw new IllegalArgumentException(type + " binds two bodies");
    }
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var declared = type.getDeclaredConstructor(types);
      declared.setAccessible(true);
      this.constructor = MethodHandles.lookup().unreflectConstructor(declared);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot construct " + type, e);
    }
  }

  List<Part> parts() {
    return parts;
  }

  @Nullable Part body() {
    return parts.stream().filter(part -> part.place == Place.BODY).findFirst().orElse(null);
  }

  /** What of a request can be bound besides its body. */
  interface Source {
    @Nullable String path(String name);

    @Nullable String query(String name);

    @Nullable String header(String name);
  }

  /**
   * @param tenant the caller's, whose entities alone can be named; without one, that of the path
   * @throws ProblemException naming every field that is wrong; 404 for a path that can name nothing
   */
  Q bind(Source source, @Nullable TenantId tenant, @Nullable Object body) {
    var values = new Object[parts.size()];
    var errors = new ArrayList<FieldError>();
    for (int i = 0; i < values.length; i++) {
      var part = parts.get(i);
      values[i] = part.place == Place.BODY ? body : read(part, source, tenant, errors);
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    try {
      return type.cast(constructor.invokeWithArguments(values));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("", "invalid", e.getMessage());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object read(
      Part part, Source source, @Nullable TenantId tenant, List<FieldError> errors) {
    String text =
        switch (part.place) {
          case PATH -> source.path(part.name);
          case QUERY -> source.query(part.name);
          case HEADER -> source.header(part.name);
          case BODY -> null;
        };
    if (text == null || text.isEmpty()) {
      text = part.otherwise;
    }
    if (text == null) {
      if (!part.nullable) {
        errors.add(new FieldError(part.name, "required", "is required"));
      }
      return null;
    }
    if (!Storable.is(text)) {
      if (part.place == Place.PATH) {
        throw new ProblemException(CommonError.NOT_FOUND); // nothing is called that
      }
      errors.add(Storable.error(part.name));
      return null;
    }
    try {
      return part.type == EntityId.class
          ? entity(
              part,
              tenant == null ? new TenantId(Objects.requireNonNull(source.path(TENANT))) : tenant,
              text)
          : convert(part.type, text);
    } catch (IllegalArgumentException e) {
      if (part.place == Place.PATH && IDS.contains(part.type)) {
        throw new ProblemException(CommonError.NOT_FOUND); // nothing is called that
      }
      errors.add(new FieldError(part.name, "invalid", expectation(part.type)));
      return null;
    }
  }

  private static EntityId entity(Part part, TenantId tenant, String local) {
    for (var kind : Objects.requireNonNull(part.kinds)) {
      if (local.startsWith(kind.prefix())) {
        return new EntityId(tenant, local);
      }
    }
    throw new IllegalArgumentException("another kind of entity");
  }

  /** What a part is where the caller says nothing. */
  static Object convert(Part part) {
    return convert(part.type, Objects.requireNonNull(part.otherwise));
  }

  private static Object convert(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    }
    if (type == int.class || type == Integer.class) {
      return Integer.parseInt(text);
    }
    if (type == long.class || type == Long.class) {
      return Long.parseLong(text);
    }
    return ApiJson.MAPPER.convertValue(text, type);
  }

  private static String expectation(Class<?> type) {
    if (type.isEnum()) {
      return "must be one of " + String.join(", ", wires(type));
    }
    return "must be a " + type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  static List<String> wires(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(e -> ApiJson.wire((Enum<?>) e)).toList();
  }

  private static Part part(RecordComponent component) {
    var path = component.getAnnotation(Path.class);
    var query = component.getAnnotation(Query.class);
    var header = component.getAnnotation(Header.class);
    if (path != null) {
      return path(component, path);
    }
    if (query != null) {
      return part(component, Place.QUERY, query.value(), query.otherwise(), query.doc());
    }
    if (header != null) {
      return part(component, Place.HEADER, header.value(), null, header.doc());
    }
    if (component.isAnnotationPresent(Body.class)) {
      return part(component, Place.BODY, "", null, "");
    }
    throw new IllegalArgumentException(
        component.getDeclaringRecord() + "." + component.getName() + " says not where it is from");
  }

  private static Part path(RecordComponent component, Path path) {
    if (component.getType() == EntityId.class && path.kind().length == 0) {
      throw new IllegalArgumentException(component + " says not of which kind it is");
    }
    var part = part(component, Place.PATH, path.value(), null, path.doc());
    return new Part(
        part.name, part.place, part.type, false, null, part.doc, path.kind(), component);
  }

  private static Part part(
      RecordComponent component, Place place, String name, @Nullable String otherwise, String doc) {
    return new Part(
        name.isEmpty() ? component.getName() : name,
        place,
        component.getType(),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        otherwise == null || otherwise.isEmpty() ? null : otherwise,
        doc,
        null,
        component);
  }

  /** The parameters of a path template that no component is bound to, and the other way round. */
  void check(Map<String, ?> pathParameters) {
    for (var part : parts) {
      if (part.place == Place.PATH && !pathParameters.containsKey(part.name)) {
        throw new IllegalArgumentException(type + " binds {" + part.name + "}, the path has none");
      }
    }
  }
}
