package ai.leadmetrics.protocol.notifications;

import java.time.Instant;

/** An address that nothing is sent to, because nothing arrives there. */
public record SuppressedAddress(String address, String reason, Instant at) {}
