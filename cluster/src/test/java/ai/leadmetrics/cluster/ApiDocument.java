package ai.leadmetrics.cluster;

import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API says of itself: tests that go by it cannot forget an endpoint. */
record ApiDocument(JsonNode tree) {
  private static final int DEEP = 6;

  /** One operation of the document. */
  record Operation(String method, String path, JsonNode declared) {
    String id() {
      return declared.path("operationId").asText();
    }

    /** everyone, signed-in, tenant or platform. */
    String access() {
      return declared.path("x-access").asText();
    }

    @Nullable String permission() {
      return declared.hasNonNull("x-permission") ? declared.get("x-permission").asText() : null;
    }

    boolean hasIds() {
      return path.contains("{");
    }

    /** Whether it cannot be called without something to put in. */
    boolean asks() {
      for (var parameter : declared.path("parameters")) {
        if (parameter.path("required").asBoolean()) {
          return true;
        }
      }
      return hasIds();
    }

    boolean reads() {
      return method.equals("get");
    }

    boolean takesBody() {
      return declared.at("/requestBody/required").asBoolean();
    }

    /** Of the answer; missing where it is no JSON. */
    JsonNode schema() {
      for (var status : List.of("200", "201", "202")) {
        var schema = declared.at("/responses/" + status + "/content/application~1json/schema");
        if (!schema.isMissingNode()) {
          return schema;
        }
      }
      return declared.path("nothing");
    }

    /** With every id of the path replaced. */
    String at(String id) {
      return path.replaceAll("\\{[^}]+}", id);
    }

    @Override
    public String toString() {
      return method.toUpperCase(java.util.Locale.ROOT) + ' ' + path;
    }
  }

  static ApiDocument of(ApiClient client) {
    return new ApiDocument(ApiClient.tree(client.get("/api/v1/openapi.json")));
  }

  List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    tree.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        declared ->
                            operations.add(
                                new Operation(
                                    declared.getKey(), path.getKey(), declared.getValue()))));
    return operations;
  }

  Operation operation(String id) {
    return operations().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /** What is wrong with an answer, by the operation's schema. */
  List<?> violations(Operation operation, String body) {
    var whole = (ObjectNode) tree.deepCopy();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.setAll((ObjectNode) operation.schema());
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole.toString())
        .validate(body, InputFormat.JSON);
  }

  /** A body of the declared shape, so that what refuses is not the shape. */
  String example(Operation operation) {
    var schema = operation.declared().at("/requestBody/content/application~1json/schema");
    return operation.takesBody() ? Json.text(example(schema, DEEP)) : "{}";
  }

  private JsonNode example(JsonNode schema, int depth) {
    var nodes = JsonNodeFactory.instance;
    if (depth == 0) {
      return nodes.nullNode();
    }
    if (schema.has("$ref")) {
      return example(tree.at(schema.get("$ref").asText().substring(1)), depth);
    }
    for (var choice : List.of("anyOf", "oneOf", "allOf")) {
      if (schema.has(choice)) {
        return example(schema.get(choice).get(schema.get(choice).size() - 1), depth);
      }
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(0);
    }
    var type = schema.path("type").isArray() ? schema.get("type").get(0) : schema.path("type");
    return switch (type.asText()) {
      case "object" -> object(schema, depth);
      case "array" -> {
        var array = nodes.arrayNode();
        if (schema.path("minItems").asInt() > 0) {
          array.add(example(schema.path("items"), depth - 1));
        }
        yield array;
      }
      case "integer", "number" -> nodes.numberNode(Math.max(1, schema.path("minimum").asInt(1)));
      case "boolean" -> nodes.booleanNode(true);
      case "null" -> nodes.nullNode();
      default -> nodes.textNode(text(schema));
    };
  }

  private JsonNode object(JsonNode schema, int depth) {
    var object = JsonNodeFactory.instance.objectNode();
    var required = schema.path("required");
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              for (var name : required) {
                if (name.asText().equals(property.getKey())) {
                  object.set(property.getKey(), example(property.getValue(), depth - 1));
                }
              }
            });
    return object;
  }

  private static String text(JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "date-time" -> "2027-01-01T00:00:00Z";
      case "date" -> "2027-01-01";
      case "email" -> "somebody@example.com";
      case "uri" -> "https://example.com/";
      default -> "x".repeat(Math.max(8, schema.path("minLength").asInt()));
    };
  }
}
