package ai.leadmetrics.sandbox;

import java.time.Duration;

/**
 * Where the sandbox listens and how it paces what it sends back.
 *
 * @param port 0 takes a free port
 * @param smtpPort where mail is taken; 0 takes a free port
 * @param name another name by which it is reached, in containers for example; empty for none
 * @param silence how long a request that is never answered is held before the connection closes
 */
public record SandboxConfig(
    String host,
    int port,
    String name,
    int smtpPort,
    StatusDelays delays,
    WebhookRetry retry,
    Duration silence) {

  public SandboxConfig(String host, int port) {
    this(host, port, "", 0, StatusDelays.USUAL, WebhookRetry.USUAL, Duration.ofMinutes(2));
  }

  public SandboxConfig withName(String changed) {
    return new SandboxConfig(host, port, changed, smtpPort, delays, retry, silence);
  }

  public SandboxConfig withSmtpPort(int changed) {
    return new SandboxConfig(host, port, name, changed, delays, retry, silence);
  }

  public SandboxConfig withDelays(StatusDelays changed) {
    return new SandboxConfig(host, port, name, smtpPort, changed, retry, silence);
  }

  public SandboxConfig withRetry(WebhookRetry changed) {
    return new SandboxConfig(host, port, name, smtpPort, delays, changed, silence);
  }

  public SandboxConfig withSilence(Duration changed) {
    return new SandboxConfig(host, port, name, smtpPort, delays, retry, changed);
  }

  /** Time from the accepted send to each of its status webhooks. */
  public record StatusDelays(Duration sent, Duration delivered, Duration read) {
    static final StatusDelays USUAL = ofMillis(150, 400, 900);

    public static StatusDelays ofMillis(long sent, long delivered, long read) {
      return new StatusDelays(
          Duration.ofMillis(sent), Duration.ofMillis(delivered), Duration.ofMillis(read));
    }
  }

  /** Redelivery of a webhook that was not answered with 2xx: doubling waits, bounded in number. */
  public record WebhookRetry(int attempts, Duration first, Duration longest) {
    /** About 80 s in all: outlives a restart of the product, yet does not hammer it for days. */
    static final WebhookRetry USUAL =
        new WebhookRetry(20, Duration.ofMillis(200), Duration.ofSeconds(5));

    /** The wait after the given attempt, counted from 1. */
    Duration after(int attempt) {
      var doubled = first.multipliedBy(1L << Math.min(attempt - 1, 20));
      return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
  }
}
