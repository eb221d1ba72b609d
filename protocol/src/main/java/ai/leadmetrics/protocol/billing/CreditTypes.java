package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Every kind of work that costs credits, from {@code credit-types.json}. */
public final class CreditTypes {
  private static final Map<String, CreditType> BY_NAME = load();

  private CreditTypes() {}

  public static List<CreditType> all() {
    return List.copyOf(BY_NAME.values());
  }

  public static Optional<CreditType> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static Map<String, CreditType> load() {
    try (var in = CreditTypes.class.getResourceAsStream("credit-types.json")) {
      var types = new LinkedHashMap<String, CreditType>();
      for (var type : Json.read(Objects.requireNonNull(in).readAllBytes(), CreditType[].class)) {
        if (types.put(type.name(), type) != null) {
          throw new IllegalStateException("two credit types are called " + type.name());
        }
      }
      return types;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
