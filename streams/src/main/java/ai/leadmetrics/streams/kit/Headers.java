package ai.leadmetrics.streams.kit;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The headers of a delivery; names match whatever their case. */
@FunctionalInterface
@Port
public interface Headers {
  @Nullable String get(String name);

  static Headers of(Map<String, String> headers) {
    var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    return byName::get;
  }
}
