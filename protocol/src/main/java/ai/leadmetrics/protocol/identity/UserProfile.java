package ai.leadmetrics.protocol.identity;

/**
 * How a user wants to be called and addressed.
 *
 * @param language BCP 47, for example {@code en}
 * @param timeZone IANA name; empty for the tenant's
 * @param avatar the colour of the initials; empty for one that follows from the name
 */
public record UserProfile(String name, String language, String timeZone, String avatar) {}
