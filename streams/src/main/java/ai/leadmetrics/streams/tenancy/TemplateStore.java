package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.tenancy.IndustryTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The industries' templates, which come with the product. */
public final class TemplateStore {
  private static final List<IndustryTemplate> ALL =
      List.of("hotel", "clinic", "real-estate", "restaurant", "coaching", "generic").stream()
          .map(TemplateStore::load)
          .toList();

  public List<IndustryTemplate> all() {
    return ALL;
  }

  public Optional<IndustryTemplate> named(String key) {
    return ALL.stream().filter(template -> template.key().equals(key)).findFirst();
  }

  private static IndustryTemplate load(String key) {
    var file = "/tenancy/templates/" + key + ".json";
    try (var in = Objects.requireNonNull(TemplateStore.class.getResourceAsStream(file), file)) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Json.read(text, IndustryTemplate.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
