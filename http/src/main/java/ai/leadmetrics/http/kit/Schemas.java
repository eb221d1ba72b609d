package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.Page;
import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON schemas of the records that go over the wire. */
final class Schemas {
  /** Written as one string though they are records. */
  private static final Set<Class<?>> STRINGS =
      Set.of(
          ai.leadmetrics.protocol.kit.Position.class,
          ai.leadmetrics.protocol.kit.TenantId.class,
          ai.leadmetrics.protocol.kit.EntityId.class);

  private final SchemaGenerator generator;
  private final SchemaBuilder builder;

  /**
   * @param requests bodies of requests: what may be null in them may also be left out
   */
  Schemas(Set<Class<?>> requests) {
    var config =
        new SchemaGeneratorConfigBuilder(
                ApiJson.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.EXTRA_OPEN_API_FORMAT_VALUES,
                Option.INLINE_NULLABLE_SCHEMAS)
            .without(Option.SCHEMA_VERSION_INDICATOR)
            .with(
                new JacksonModule(
                    JacksonOption.SKIP_SUBTYPE_LOOKUP, JacksonOption.IGNORE_TYPE_INFO_TRANSFORM))
            .with(new JakartaValidationModule(JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
    config
        .forFields()
        .withNullableCheck(Schemas::isNullable)
        .withRequiredCheck(
            field ->
                !isNullable(field)
                    || (!requests.contains(field.getDeclaringType().getErasedType())
                        && !isOptional(field)));
    config
        .forTypesInGeneral()
        .withPropertySorter((_, _) -> 0)
        .withSubtypeResolver(Schemas::subtypes)
        .withCustomDefinitionProvider(Schemas::define)
        .withCustomDefinitionProvider(VARIANTS)
        .withDefinitionNamingStrategy(
            new DefaultSchemaDefinitionNamingStrategy() {
              @Override
              public String getDefinitionNameForKey(
                  DefinitionKey key, SchemaGenerationContext context) {
                return name(key.getType());
              }
            });
    this.generator = new SchemaGenerator(config.build());
    this.builder = generator.buildMultipleSchemaDefinitions();
  }

  /** A reference to the schema, which is thereby collected. */
  ObjectNode reference(Endpoint.Shape shape) {
    return shape.element() == null
        ? builder.createSchemaReference(shape.type())
        : builder.createSchemaReference(shape.type(), shape.element());
  }

  ObjectNode reference(Class<?> type) {
    return builder.createSchemaReference(type);
  }

  /** The schemas referred to so far. */
  ObjectNode collected() {
    return builder.collectDefinitions("components/schemas");
  }

  private static boolean isNullable(FieldScope field) {
    return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** Problems leave out what they have not; everything else shows null. */
  private static boolean isOptional(FieldScope field) {
    return field.getDeclaringType().getErasedType() == Problem.class;
  }

  /** A sealed interface that is written with its type's name is any of its records. */
  private static @Nullable List<ResolvedType> subtypes(
      ResolvedType type, SchemaGenerationContext context) {
    var raw = type.getErasedType();
    return raw.isSealed() && raw.isAnnotationPresent(JsonTypeInfo.class)
        ? Arrays.stream(raw.getPermittedSubclasses())
            .map(record -> context.getTypeContext().resolveSubtype(type, record))
            .toList()
        : null;
  }

  /** A record of a sealed interface names itself by a field of its own. */
  private static final CustomDefinitionProviderV2 VARIANTS =
      new CustomDefinitionProviderV2() {
        @Override
        public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType type, SchemaGenerationContext context) {
          var name = variant(type.getErasedType());
          if (name == null) {
            return null;
          }
          var node = context.createStandardDefinition(type, this);
          node.withObjectProperty("properties")
              .putObject(name.field())
              .put("type", "string")
              .put("const", name.value());
          node.withArrayProperty("required").add(name.field());
          return new CustomDefinition(node, false);
        }
      };

  private record Variant(String field, String value) {}

  private static @Nullable Variant variant(Class<?> raw) {
    var outer = raw.getEnclosingClass();
    var name = raw.getAnnotation(JsonTypeName.class);
    var info = outer == null ? null : outer.getAnnotation(JsonTypeInfo.class);
    return info == null || name == null || !outer.isSealed()
        ? null
        : new Variant(info.property(), name.value());
  }

  private static @Nullable CustomDefinition define(
      ResolvedType type, SchemaGenerationContext context) {
    var raw = type.getErasedType();
    if (STRINGS.contains(raw)) {
      var node = context.getGeneratorConfig().createObjectNode().put("type", "string");
      return new CustomDefinition(node, true);
    }
    if (!raw.isEnum()) {
      return null;
    }
    var node = context.getGeneratorConfig().createObjectNode().put("type", "string");
    Binder.wires(raw).forEach(node.putArray("enum")::add);
    return new CustomDefinition(node, false);
  }

  private static String name(ResolvedType type) {
    var raw = type.getErasedType();
    if (raw == Page.class) {
      var element = type.getTypeParameters().getFirst().getErasedType().getSimpleName();
      return element.replaceFirst("Summary$", "") + "Page";
    }
    var enclosing = raw.getEnclosingClass();
    return enclosing != null && (raw.isEnum() || enclosing.isSealed())
        ? join(enclosing.getSimpleName(), raw.getSimpleName())
        : raw.getSimpleName();
  }

  /** AgentRun + RunState = AgentRunState. */
  private static String join(String outer, String inner) {
    var overlap =
        Arrays.stream(outer.split("(?=[A-Z])"))
            .map(word -> outer.substring(outer.indexOf(word)))
            .filter(inner::startsWith)
            .findFirst()
            .orElse("");
    return outer + inner.substring(overlap.length());
  }
}
