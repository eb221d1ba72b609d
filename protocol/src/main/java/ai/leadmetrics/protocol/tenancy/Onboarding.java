package ai.leadmetrics.protocol.tenancy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a tenant is with its onboarding.
 *
 * @param launched whether the AI answers customers
 */
public record Onboarding(boolean launched, List<StepState> steps) {
  /**
   * @param outcome absent while it is to be done
   */
  public record StepState(OnboardingStep step, @Nullable StepOutcome outcome) {}

  public Onboarding {
    steps = List.copyOf(steps);
  }

  public static Onboarding of(TenantFacts facts) {
    return new Onboarding(
        facts.standing().onboarded(),
        Arrays.stream(OnboardingStep.values())
            .map(step -> new StepState(step, facts.steps().get(step)))
            .toList());
  }
}
