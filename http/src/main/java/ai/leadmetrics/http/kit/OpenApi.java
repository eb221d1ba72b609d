package ai.leadmetrics.http.kit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The OpenAPI 3.1 document of the declared endpoints. */
public final class OpenApi {
  private final List<Endpoint<?, ?, ?>> endpoints;
  private final Schemas schemas;

  private OpenApi(List<Endpoint<?, ?, ?>> endpoints) {
    this.endpoints = endpoints;
    this.schemas =
        new Schemas(
            endpoints.stream()
                .map(endpoint -> new Binder<>(endpoint.request()).body())
                .filter(Objects::nonNull)
                .map(Binder.Part::type)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** The same declarations always give the same document. */
  public static ObjectNode of(List<Endpoint<?, ?, ?>> endpoints) {
    return new OpenApi(endpoints).document();
  }

  private ObjectNode document() {
    var document = ApiJson.MAPPER.createObjectNode();
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Leadmetrics API")
        .put("version", "1")
        .put(
            "description",
            "Ids are opaque. Lists are paged by cursor. Refusals are RFC 9457 problems: decide by"
                + " `code`. Send an `Idempotency-Key` with writes to repeat them safely.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    var tags = new TreeSet<String>();
    endpoints.forEach(endpoint -> tags.add(tag(endpoint.route())));
    var list = document.putArray("tags");
    tags.forEach(tag -> list.addObject().put("name", tag));
    var paths = document.putObject("paths");
    for (var endpoint : endpoints) {
      var route = endpoint.route();
      var path = paths.withObjectProperty(route.path());
      path.set(route.method().name().toLowerCase(Locale.ROOT), operation(endpoint));
    }
    var problem = schemas.reference(Problem.class);
    var components = document.putObject("components");
    components.set("schemas", schemas.collected());
    components
        .putObject("responses")
        .putObject("Problem")
        .put("description", "The request was refused; `code` says why, `detail` what to do.")
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", problem);
    var security = components.putObject("securitySchemes");
    security
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT");
    security
        .putObject("cookie")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "lm_session")
        .put(
            "description",
            "__Host-lm_session over https. Writes also need the header X-Leadmetrics.");
    return document;
  }

  private ObjectNode operation(Endpoint<?, ?, ?> endpoint) {
    var route = endpoint.route();
    var operation = ApiJson.MAPPER.createObjectNode();
    operation.put("operationId", route.id());
    operation.put("summary", route.summary());
    operation.putArray("tags").add(tag(route));
    operation.put("x-access", access(endpoint.access()));
    permission(endpoint.access())
        .ifPresent(
            permission -> {
              operation.put("description", "Needs the permission `" + permission + "`.");
              operation.put("x-permission", permission);
            });
    var binder = new Binder<>(endpoint.request());
    var parameters = ApiJson.MAPPER.createArrayNode();
    for (var part : binder.parts()) {
      if (part.place() != Binder.Place.BODY) {
        parameter(parameters, endpoint.request(), part);
      }
    }
    boolean open = endpoint.access() instanceof Access.Everyone;
    if (route.method().writes() && !open) {
      idempotencyKey(parameters);
    }
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
    var body = binder.body();
    if (body != null) {
      operation
          .putObject("requestBody")
          .put("required", true)
          .putObject("content")
          .putObject("application/json")
          .set("schema", schemas.reference(body.type()));
    } else if (route.method().writes()) {
      // Clients that always send a body may send an empty one.
      operation
          .putObject("requestBody")
          .put("required", false)
          .putObject("content")
          .putObject("application/json")
          .putObject("schema")
          .put("type", "object");
    }
    responses(operation.putObject("responses"), endpoint);
    var security = operation.putArray("security");
    if (!open) {
      security.addObject().putArray("bearer");
      security.addObject().putArray("cookie");
    }
    return operation;
  }

  private void responses(ObjectNode responses, Endpoint<?, ?, ?> endpoint) {
    var success = responses.putObject(Integer.toString(endpoint.status()));
    success.put("description", endpoint.status() == 202 ? "Taken on" : "Done");
    if (endpoint.servesFile()) {
      success
          .putObject("content")
          .putObject("*/*")
          .putObject("schema")
          .put("type", "string")
          .put("format", "binary");
    } else if (endpoint.response() != null) {
      success
          .putObject("content")
          .putObject("application/json")
          .set("schema", schemas.reference(endpoint.response()));
    }
    responses.putObject("default").put("$ref", "#/components/responses/Problem");
  }

  private void parameter(ArrayNode parameters, Class<?> request, Binder.Part part) {
    var parameter =
        parameters
            .addObject()
            .put("name", part.name())
            .put("in", part.place().name().toLowerCase(Locale.ROOT))
            .put("required", !part.nullable() && part.otherwise() == null);
    if (!part.doc().isEmpty()) {
      parameter.put("description", part.doc());
    }
    var schema = schemas.reference(part.type());
    if (part.otherwise() != null && !schema.has("$ref")) {
      schema.set("default", ApiJson.MAPPER.valueToTree(Binder.convert(part)));
    }
    constrain(schema, request, part);
    parameter.set("schema", schema);
  }

  private static void constrain(ObjectNode schema, Class<?> request, Binder.Part part) {
    try {
      var field = request.getDeclaredField(part.component().getName());
      Optional.ofNullable(field.getAnnotation(Min.class))
          .ifPresent(min -> schema.put("minimum", min.value()));
      Optional.ofNullable(field.getAnnotation(Max.class))
          .ifPresent(max -> schema.put("maximum", max.value()));
      Optional.ofNullable(field.getAnnotation(Size.class))
          .ifPresent(size -> schema.put("maxLength", size.max()));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void idempotencyKey(ArrayNode parameters) {
    parameters
        .addObject()
        .put("name", "Idempotency-Key")
        .put("in", "header")
        .put("required", false)
        .put("description", "The same key does the same write once, however often it is sent.")
        .putObject("schema")
        .put("type", "string")
        .put("maxLength", 100);
  }

  /** Whose data it touches: what the permission alone does not say. */
  private static String access(Access access) {
    return switch (access) {
      case Access.Everyone() -> "everyone";
      case Access.SignedIn() -> "signed-in";
      case Access.Tenant(_) -> "tenant";
      case Access.Platform(_) -> "platform";
    };
  }

  private static Optional<String> permission(Access access) {
    return switch (access) {
      case Access.Everyone() -> Optional.empty();
      case Access.SignedIn() -> Optional.empty();
      case Access.Tenant(var permission) -> Optional.of(permission.wire());
      case Access.Platform(var permission) -> Optional.of(permission.wire());
    };
  }

  /** {@code /api/v1/leads/…} is about leads. */
  private static String tag(Endpoint.Route route) {
    return route.path().split("/", -1)[3];
  }
}
