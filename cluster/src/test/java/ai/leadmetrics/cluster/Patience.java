package ai.leadmetrics.cluster;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.Extension;

/**
 * How long tests wait for what is to happen: long, as it costs nothing where it happens, and a busy
 * machine must not fail them. JUnit finds it by {@code META-INF/services}.
 */
public final class Patience implements Extension {
  public Patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    Awaitility.setDefaultPollInterval(Duration.ofMillis(100));
  }
}
