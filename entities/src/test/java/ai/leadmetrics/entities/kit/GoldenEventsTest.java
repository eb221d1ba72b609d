package ai.leadmetrics.entities.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event ever written must stay readable. {@code golden/<aggregate>/<type>.v<n>.json} holds
 * one stored record per version; a new event type, or a new version of one, adds a file. No file is
 * ever changed or removed.
 */
class GoldenEventsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static Stream<Class<?>> eventTypes() {
    return Aggregates.all().stream()
        .flatMap(a -> Arrays.stream(a.events().getPermittedSubclasses()));
  }

  static Stream<Path> files() throws IOException {
    try (var files = Files.walk(GOLDEN)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void everyEventHasAStableNameAndAGoldenFile(Class<?> type) throws IOException {
    var name = type.getAnnotation(JsonTypeName.class);
    assertThat(name).as("@JsonTypeName of %s", type).isNotNull();
    try (var files = files()) {
      assertThat(files)
          .anyMatch(file -> file.getFileName().toString().startsWith(name.value() + ".v"));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void oldJsonReadsAsTheEventOfToday(Path file) throws IOException {
    var stored = Files.readAllBytes(file);
    var recorded = EventCodec.read(file.getParent().getFileName().toString(), stored);
    var written = Json.tree(EventCodec.write(recorded));
    // Additive evolution: whatever was stored is still there when it is written again.
    Json.tree(stored)
        .get("event")
        .properties()
        .forEach(
            field ->
                assertThat(written.get("event").get(field.getKey()))
                    .as(field.getKey())
                    .isEqualTo(field.getValue()));
    assertThat(written.get("command")).isEqualTo(Json.tree(stored).get("command"));
  }

  @Test
  void aggregatesAreRegistered() {
    assertThat(Aggregates.all().stream().map(Aggregate::name))
        .contains("Tenant", "Contact", "Lead", "Conversation", "AgentRun", "User");
  }
}
