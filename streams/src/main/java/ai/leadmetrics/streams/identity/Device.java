package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.kit.Port;
import java.time.Instant;

/**
 * Where somebody is signed in.
 *
 * @param id the session's family
 * @param method how it was signed in
 */
@Port
public record Device(
    String id,
    String userAgent,
    String address,
    String method,
    Instant createdAt,
    Instant lastSeenAt) {}
