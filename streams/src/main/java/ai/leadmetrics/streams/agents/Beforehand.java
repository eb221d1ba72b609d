package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.Triggers;
import ai.leadmetrics.streams.agents.LeadPrompt.House;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is decided before any model is asked: the message goes to a person.
 *
 * @param phrase what the customer is told
 */
record Beforehand(String phrase, EscalationReason reason) {
  /** What an intent leads to, the most pressing first. */
  private record Rule(Intents intent, Beforehand then) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              Intents.EMERGENCY, new Beforehand(Phrases.EMERGENCY, EscalationReason.EMERGENCY)),
          new Rule(
              Intents.URGENT_HELP,
              new Beforehand(Phrases.URGENT_HELP, EscalationReason.URGENT_HELP)),
          new Rule(
              Intents.COMPLAINT, new Beforehand(Phrases.COMPLAINT, EscalationReason.COMPLAINT)));

  static Optional<Beforehand> of(TenantFacts tenant, String message) {
    var ruled = RULES.stream().filter(rule -> rule.intent.isIn(message)).findFirst();
    if (ruled.isPresent()) {
      return ruled.map(Rule::then);
    }
    if (Router.asksForPerson(message)) {
      return Optional.of(new Beforehand(Phrases.HUMAN, EscalationReason.ASKED_FOR_PERSON));
    }
    return triggers(tenant).escalates(message)
        ? Optional.of(new Beforehand(Phrases.FALLBACK, EscalationReason.ESCALATION_TRIGGER))
        : Optional.empty();
  }

  /** Who is in trouble is not told when the house opens. */
  String text(House house, String language) {
    boolean waits = phrase.equals(Phrases.HUMAN) || phrase.equals(Phrases.FALLBACK);
    return waits ? house.promise(phrase, language) : Phrases.of(phrase, language);
  }

  static boolean isHot(TenantFacts tenant, String message) {
    return triggers(tenant).isHot(message);
  }

  private static Triggers triggers(TenantFacts tenant) {
    return Objects.requireNonNullElse(tenant.settings().triggers(), Triggers.NONE);
  }
}
