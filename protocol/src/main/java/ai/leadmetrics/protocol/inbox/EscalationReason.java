package ai.leadmetrics.protocol.inbox;

import java.util.Locale;

/** Why a conversation needs a person. */
public enum EscalationReason {
  /** Somebody may be in danger. */
  EMERGENCY(Priority.URGENT),
  /** Somebody is in trouble, for example locked out or without their passport. */
  URGENT_HELP(Priority.URGENT),
  COMPLAINT(Priority.HIGH),
  /** A word that the business has named. */
  ESCALATION_TRIGGER(Priority.HIGH),
  WANTS_TO_BOOK(Priority.HIGH),
  /** What is known of the lead makes it hot, or nothing is left to ask. */
  HOT_LEAD(Priority.HIGH),
  ASKED_FOR_PERSON(Priority.NORMAL),
  AI_ASKED(Priority.NORMAL),
  LOW_CONFIDENCE(Priority.NORMAL),
  MODEL_FAILED(Priority.NORMAL),
  NO_CREDITS(Priority.NORMAL),
  NOT_IN_PLAN(Priority.NORMAL),
  CONTACT_LIMIT(Priority.NORMAL),
  TOKEN_BUDGET(Priority.NORMAL),
  NO_REPLY_ADDRESS(Priority.NORMAL),
  /** The customer's last message is too old for free text on the channel. */
  WINDOW_CLOSED(Priority.NORMAL),
  /** Wants no automatic messages. */
  OPTED_OUT(Priority.NORMAL),
  TENANT_UNKNOWN(Priority.NORMAL),
  TENANT_ONBOARDING(Priority.NORMAL),
  TENANT_FROZEN(Priority.NORMAL),
  TENANT_PAUSED(Priority.NORMAL),
  TENANT_CANCELLED(Priority.NORMAL),
  TENANT_ERASED(Priority.NORMAL);

  private final Priority priority;

  EscalationReason(Priority priority) {
    this.priority = priority;
  }

  public Priority priority() {
    return priority;
  }

  /** As the API and the read models write it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
