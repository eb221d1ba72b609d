package ai.leadmetrics.http.kit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what answers a path: one hash lookup per segment, whatever the number of routes. */
final class Router<T> {
  /** What a path leads to. */
  sealed interface Found<T> {
    record Here<T>(T target, Map<String, String> parameters) implements Found<T> {}

    record OtherMethods<T>(Set<Method> allowed) implements Found<T> {}

    record Nowhere<T>() implements Found<T> {}
  }

  private static final class Node<T> {
    final Map<String, Node<T>> fixed = new HashMap<>();
    final Map<Method, T> targets = new EnumMap<>(Method.class);
    @Nullable Node<T> variable;
    List<String> names = List.of();
  }

  private final Node<T> root = new Node<>();

  /** The names of the parameters in a path template, in order. */
  static List<String> parameters(String path) {
    var names = new ArrayList<String>();
    for (var segment : segments(path)) {
      if (segment.startsWith("{")) {
        names.add(segment.substring(1, segment.length() - 1));
      }
    }
    return names;
  }

  void add(Method method, String path, T target) {
    var node = root;
    for (var segment : segments(path)) {
      if (segment.startsWith("{")) {
        if (node.variable == null) {
          node.variable = new Node<>();
        }
        node = node.variable;
      } else {
        node = node.fixed.computeIfAbsent(segment, _ -> new Node<>());
      }
    }
    var names = parameters(path);
    if (!node.targets.isEmpty() && !node.names.equals(names)) {
      throw new IllegalArgumentException(path + " names its parameters unlike its siblings");
    }
    node.names = names;
    if (node.targets.put(method, target) != null) {
      throw new IllegalArgumentException("two endpoints for " + method + " " + path);
    }
  }

  /**
   * @param path as it stands in the request line, without the query
   */
  Found<T> find(@Nullable Method method, String path) {
    var node = root;
    var values = new ArrayList<String>(2);
    for (var segment : segments(path)) {
      var next = node.fixed.get(segment);
      if (next == null) {
        next = node.variable;
        if (next == null || segment.isEmpty()) {
          return new Found.Nowhere<>();
        }
        values.add(decode(segment));
      }
      node = next;
    }
    if (node.targets.isEmpty()) {
      return new Found.Nowhere<>();
    }
    var target = method == null ? null : node.targets.get(method);
    if (target == null) {
      return new Found.OtherMethods<>(node.targets.keySet());
    }
    var parameters = new HashMap<String, String>();
    for (int i = 0; i < values.size(); i++) {
      parameters.put(node.names.get(i), values.get(i));
    }
    return new Found.Here<>(target, parameters);
  }

  private static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    int from = 1;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      segments.add(path.substring(from, to));
      from = to + 1;
    }
    return segments;
  }

  private static String decode(String segment) {
    return segment.indexOf('%') < 0
        ? segment
        : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
