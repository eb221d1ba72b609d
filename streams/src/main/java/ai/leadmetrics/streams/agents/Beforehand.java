package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.Triggers;
import java.util.Objects;
import java.util.Optional;

/**
 * What is decided before any model is asked: the message goes to a person.
 *
 * @param phrase what the customer is told
 */
record Beforehand(String phrase, String reason) {
  static Optional<Beforehand> of(TenantFacts tenant, String message) {
    if (Router.asksForPerson(message)) {
      return Optional.of(new Beforehand(Phrases.HUMAN, "asked_for_person"));
    }
    return triggers(tenant).escalates(message)
        ? Optional.of(new Beforehand(Phrases.FALLBACK, "escalation_trigger"))
        : Optional.empty();
  }

  static boolean isHot(TenantFacts tenant, String message) {
    return triggers(tenant).isHot(message);
  }

  private static Triggers triggers(TenantFacts tenant) {
    return Objects.requireNonNullElse(tenant.settings().triggers(), Triggers.NONE);
  }
}
