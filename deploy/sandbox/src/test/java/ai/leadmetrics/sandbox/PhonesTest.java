package ai.leadmetrics.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PhonesTest {
  private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");

  private final Phones phones = new Phones();

  @Test
  void forgetsTheOldestMessagesAndPhones() throws InterruptedException {
    add("1", "first");
    for (var i = 0; i < 10_000; i++) {
      add("2", "m" + i);
    }

    var items = phones.list(-1, Duration.ZERO).items();
    assertThat(items).singleElement().satisfies(phone -> assertThat(phone.number()).isEqualTo("2"));
    assertThat(items.getFirst().messages()).isEqualTo(10_000);
  }

  @Test
  void forgetsByVolumeToo() throws InterruptedException {
    var megabyte = "x".repeat(1_000_000);
    for (var i = 0; i < 30; i++) {
      phones.add(Phones.Direction.IN, "1", "n", "m" + i, megabyte, AT, "sending");
    }

    assertThat(phones.list(-1, Duration.ZERO).items().getFirst().messages()).isEqualTo(16);
  }

  @Test
  void aStatusForAForgottenMessageIsIgnored() throws InterruptedException {
    phones.status("gone", "read");

    assertThat(phones.list(-1, Duration.ZERO).items()).isEmpty();
  }

  private void add(String phone, String id) {
    phones.add(Phones.Direction.IN, phone, "n", id, "text", AT, "sending");
  }
}
