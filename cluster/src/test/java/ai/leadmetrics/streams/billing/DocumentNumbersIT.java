package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.streams.billing.DocumentNumbers.Given;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentNumbersIT {
  private static final LocalDate DAY = LocalDate.of(2027, 3, 31);

  private final DocumentNumbers numbers =
      new DocumentNumbers(TestPlatform.shared().node().platform().database());
  private final String series = "T" + UUID.randomUUID();

  private Given give(String document, LocalDate day) {
    return numbers.give(document, series, day).toCompletableFuture().join();
  }

  @Test
  void whoeverAsksAgainGetsTheSameNumberAndNoneIsSkipped() {
    var asked =
        IntStream.range(0, 200)
            .mapToObj(i -> numbers.give(series + i % 50, series, DAY).toCompletableFuture())
            .toList();
    var given = new HashSet<String>();
    asked.forEach(one -> given.add(one.join().number()));
    assertThat(given)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 50)
                .mapToObj(i -> "%s/26-27/%06d".formatted(series, i))
                .toList());
  }

  @Test
  void aNewFinancialYearBeginsAtOneAndAnOldDocumentKeepsItsDay() {
    var before = give(series + "a", DAY);
    assertThat(before.number()).endsWith("/26-27/000001");
    assertThat(give(series + "b", DAY.plusDays(1)).number()).endsWith("/27-28/000001");
    // Asked again in the new year, after a crash between number and invoice.
    assertThat(give(series + "a", DAY.plusDays(1))).isEqualTo(before);
    assertThat(give(series + "c", DAY.plusDays(1)).number()).endsWith("/27-28/000002");
  }

  @Test
  void laterNumbersNeverBearEarlierDays() {
    give(series + "a", DAY);
    assertThat(give(series + "b", DAY.minusDays(1)).on()).isEqualTo(DAY);
    assertThat(give(series + "c", DAY).on()).isEqualTo(DAY);
  }
}
