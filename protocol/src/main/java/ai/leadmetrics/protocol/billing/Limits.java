package ai.leadmetrics.protocol.billing;

/**
 * How much of everything a plan allows.
 *
 * @param agents AI agents in use at a time
 * @param seats people of the team, invitations included
 */
public record Limits(
    long agents,
    long channels,
    long seats,
    long contacts,
    long creditsPerMonth,
    long tokensPerMonth) {

  public long of(Limit limit) {
    return switch (limit) {
      case AGENTS -> agents;
      case CHANNELS -> channels;
      case SEATS -> seats;
      case CONTACTS -> contacts;
      case CREDITS_PER_MONTH -> creditsPerMonth;
      case TOKENS_PER_MONTH -> tokensPerMonth;
    };
  }

  /** The more generous of both in everything; what is used up month by month adds up. */
  public Limits with(Limits other) {
    return new Limits(
        Math.max(agents, other.agents),
        Math.max(channels, other.channels),
        Math.max(seats, other.seats),
        Math.max(contacts, other.contacts),
        creditsPerMonth + other.creditsPerMonth,
        tokensPerMonth + other.tokensPerMonth);
  }
}
