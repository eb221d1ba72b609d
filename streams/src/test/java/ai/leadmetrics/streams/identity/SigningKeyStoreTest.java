package ai.leadmetrics.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.streams.identity.SigningKeyStore.Key;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeyStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final Key old = key("old", NOW.minusSeconds(1_000_000));
  private final Key fresh = key("fresh", NOW);

  private static Key key(String id, Instant at) {
    return Key.of(id, new byte[32], at);
  }

  private List<String> inUse(Instant at, Key... newestFirst) {
    return SigningKeyStore.inUse(List.of(newestFirst), at).stream().map(Key::id).toList();
  }

  @Test
  void theOnlyKeySignsHoweverNewItIs() {
    assertThat(inUse(NOW, fresh)).containsExactly("fresh");
  }

  @Test
  void aNewKeyVerifiesBeforeItSigns() {
    assertThat(inUse(NOW, fresh, old)).containsExactly("old", "fresh");
    assertThat(inUse(NOW.plusSeconds(119), fresh, old)).containsExactly("old", "fresh");
    assertThat(inUse(NOW.plusSeconds(120), fresh, old)).containsExactly("fresh", "old");
  }

  @Test
  void aReplacedKeyVerifiesForAnHourMore() {
    assertThat(inUse(NOW.plusSeconds(120 + 3_599), fresh, old)).containsExactly("fresh", "old");
    assertThat(inUse(NOW.plusSeconds(120 + 3_600), fresh, old)).containsExactly("fresh");
  }

  @Test
  void ofThreeEachHasItsTime() {
    var newest = key("newest", NOW.plusSeconds(600));
    assertThat(inUse(NOW.plusSeconds(660), newest, fresh, old))
        .containsExactly("fresh", "newest", "old");
    assertThat(inUse(NOW.plusSeconds(720), newest, fresh, old))
        .containsExactly("newest", "fresh", "old");
    assertThat(inUse(NOW.plusSeconds(4_000), newest, fresh, old))
        .containsExactly("newest", "fresh");
  }
}
