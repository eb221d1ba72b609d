package ai.leadmetrics.streams.notifications;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Locale;

/** {@code leadmetrics.mail} as far as sending is concerned. */
record MailSettings(
    String host,
    int port,
    Tls tls,
    String user,
    String password,
    String from,
    String fromName,
    String replyTo,
    int parallelism,
    Duration timeout,
    int maxAttempts,
    Duration shortestBackoff,
    Duration longestBackoff,
    Duration sweep,
    Duration interruptedAfter) {

  /** How the connection is kept from being read. */
  enum Tls {
    NONE,
    STARTTLS,
    TLS
  }

  static MailSettings of(Config root) {
    var config = root.getConfig("leadmetrics.mail");
    return new MailSettings(
        config.getString("host"),
        config.getInt("port"),
        Tls.valueOf(config.getString("tls").toUpperCase(Locale.ROOT)),
        config.getString("user"),
        config.getString("password"),
        config.getString("from"),
        config.getString("from-name"),
        config.getString("reply-to"),
        config.getInt("parallelism"),
        config.getDuration("timeout"),
        config.getInt("max-attempts"),
        config.getDuration("backoff.shortest"),
        config.getDuration("backoff.longest"),
        config.getDuration("sweep"),
        config.getDuration("interrupted-after"));
  }

  /** The wait after so many attempts that were refused for now, doubling. */
  Duration backoff(int attempts) {
    var doubled = shortestBackoff.multipliedBy(1L << Math.min(attempts - 1, 20));
    return doubled.compareTo(longestBackoff) < 0 ? doubled : longestBackoff;
  }
}
