package ai.leadmetrics.streams.connect;

import ai.leadmetrics.streams.connect.zoho.ZohoBooks;
import ai.leadmetrics.streams.kit.Accounting;
import ai.leadmetrics.streams.kit.Platform;
import java.util.Optional;

/** Where our books are kept, if anywhere but here. */
public final class Books {
  private Books() {}

  /** Whether the settings name an account. */
  public static boolean isOn(Platform platform) {
    return ZohoBooks.isOn(platform.config());
  }

  public static Optional<Accounting> open(Platform platform) {
    return isOn(platform) ? Optional.of(new ZohoBooks(platform)) : Optional.empty();
  }
}
