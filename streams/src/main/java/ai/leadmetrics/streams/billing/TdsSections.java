package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.TdsSection;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rates of tax deducted at source, from {@code billing/tds.json}: a rate that changes is one
 * line there.
 */
@Port
public final class TdsSections {
  private static final List<TdsSection> ALL = load();

  private TdsSections() {}

  public static List<TdsSection> all() {
    return ALL;
  }

  public static Optional<TdsSection> find(String section) {
    return ALL.stream().filter(one -> one.section().equals(section)).findFirst();
  }

  /** The most that any section lets a customer withhold, in hundredths of a percent. */
  public static int highestRate() {
    return ALL.stream().mapToInt(TdsSection::rate).max().orElse(0);
  }

  private static List<TdsSection> load() {
    try (var in = TdsSections.class.getResourceAsStream("/billing/tds.json")) {
      return List.of(Json.read(Objects.requireNonNull(in).readAllBytes(), TdsSection[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
