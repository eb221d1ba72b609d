package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.SellerDetails;
import com.typesafe.config.Config;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code leadmetrics.invoices}: who issues the platform's invoices, and how. */
record Seller(SellerDetails details, ZoneId zone) {
  private static final Pattern SERIES = Pattern.compile("[A-Z0-9]{1,3}");

  /**
   * @throws IllegalArgumentException when invoices could not be issued like that
   */
  static Seller of(Config root) {
    var config = root.getConfig("leadmetrics.invoices");
    var seller = config.getConfig("seller");
    var party =
        new BillingParty(
            seller.getString("legal-name"),
            seller.getString("address"),
            "IN",
            seller.getString("state"),
            seller.getString("gstin"),
            seller.getString("pan"),
            false);
    party
        .wrong()
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException(
                  "leadmetrics.invoices.seller." + wrong.field() + ' ' + wrong.message());
            });
    var details =
        new SellerDetails(
            party,
            text(seller, "lut"),
            series(config, "series"),
            series(config, "credit-series"),
            config.getInt("due-days"),
            config.getString("sac"),
            config.getInt("gst-rate"),
            config.getBoolean("round-to-rupee"),
            config.getLong("write-off-limit"),
            seller.getString("bank"),
            seller.getString("email"));
    if (details.series().equals(details.creditSeries())) {
      throw new IllegalArgumentException("credit notes need a series of their own");
    }
    return new Seller(details, ZoneId.of(config.getString("time-zone")));
  }

  LocalDate today(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private static String series(Config config, String key) {
    var series = config.getString(key);
    if (!SERIES.matcher(series).matches()) {
      throw new IllegalArgumentException("leadmetrics.invoices." + key + " has 1 to 3 capitals");
    }
    return series;
  }

  private static @Nullable String text(Config config, String key) {
    var text = config.getString(key);
    return text.isBlank() ? null : text;
  }
}
