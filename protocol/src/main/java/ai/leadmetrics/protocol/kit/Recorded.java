package ai.leadmetrics.protocol.kit;

import java.time.Instant;

/**
 * An event as it stands in the journal and on {@code events.*}: what happened, when, by whose
 * doing, and because of which command.
 *
 * @param by who caused it: a user id, {@code ai}, {@code customer}, {@code system}
 * @param command the id of the command; the same command never records twice
 */
public record Recorded<E>(String command, String by, Instant at, E event) {}
