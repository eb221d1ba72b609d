package ai.leadmetrics.protocol.inbox;

/** What the AI wants done beside its reply: never read out of the text. */
public enum Action {
  NONE,
  ASK,
  QUALIFIED,
  BOOK,
  ESCALATE,
  END
}
