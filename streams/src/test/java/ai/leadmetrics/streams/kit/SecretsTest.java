package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("secrets/keyset.json");
  }

  private Config config() {
    return ConfigFactory.parseMap(
        Map.of("leadmetrics.secrets.keyset", "", "leadmetrics.secrets.file", file().toString()));
  }

  @Test
  void whatAnOldKeyHasSealedIsOpenedAfterARotation() {
    var before = Secrets.open(config());
    var sealed = before.seal("a token", "chan_1");

    var key = new KeysetFile(file()).rotate();

    assertThat(Secrets.open(config()).open(sealed, "chan_1")).isEqualTo("a token");
    assertThat(new KeysetFile(file()).keys())
        .hasSize(2)
        .filteredOn(KeysetFile.Key::primary)
        .containsExactly(key);
  }

  @Test
  void aRunningNodeOpensWhatANodeWithTheNewKeyHasSealed() {
    var running = Secrets.open(config());
    new KeysetFile(file()).rotate();
    var sealed = Secrets.open(config()).seal("a token", "chan_1");
    assertThat(running.open(sealed, "chan_1")).isEqualTo("a token");
  }

  @Test
  void theNewKeySeals() throws Exception {
    Secrets.open(config());
    var old = Files.readString(file());
    new KeysetFile(file()).rotate();
    var sealed = Secrets.open(config()).seal("a token", "chan_1");
    var stranger = Secrets.open(ConfigFactory.parseMap(Map.of("leadmetrics.secrets.keyset", old)));
    assertThatThrownBy(() -> stranger.open(sealed, "chan_1"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    Secrets.open(config());
    new KeysetFile(file()).rotate();
    try (var files = Files.list(folder.resolve("secrets"))) {
      assertThat(files.toList())
          .containsExactlyInAnyOrder(file(), file().resolveSibling(file().getFileName() + ".lock"))
          .allSatisfy(
              one ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void rotationsAtOnceLoseNoKey() {
    Secrets.open(config());
    var rotated =
        IntStream.range(0, 8)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> new KeysetFile(file()).rotate().id(), Thread::startVirtualThread))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(new KeysetFile(file()).keys())
        .hasSize(9)
        .extracting(KeysetFile.Key::id)
        .containsAll(rotated);
  }
}
