package ai.leadmetrics.protocol.tenancy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a tenant.
 *
 * @param profile absent until it is registered
 * @param steps of the onboarding, those that were finished
 */
public record TenantFacts(
    @Nullable BusinessProfile profile,
    TenantSettings settings,
    Map<OnboardingStep, StepOutcome> steps,
    Standing standing) {

  public static final TenantFacts NONE =
      new TenantFacts(null, TenantSettings.NONE, Map.of(), Standing.NONE);

  /** Reads what was kept of tenants before they had settings and a life cycle, too. */
  public TenantFacts(
      @Nullable BusinessProfile profile,
      @Nullable TenantSettings settings,
      @Nullable Map<OnboardingStep, StepOutcome> steps,
      @Nullable Standing standing) {
    this.profile = profile;
    this.settings = settings == null ? TenantSettings.NONE : settings;
    this.steps = steps == null ? Map.of() : Map.copyOf(steps);
    this.standing = standing != null ? standing : profile == null ? Standing.NONE : Standing.ACTIVE;
  }

  @JsonIgnore
  public TenantState state() {
    return standing.state();
  }

  public TenantFacts with(BusinessProfile other) {
    return new TenantFacts(other, settings, steps, standing);
  }

  public TenantFacts with(ProfileChange change) {
    return profile == null ? this : with(change.of(profile));
  }

  public TenantFacts with(TenantSettings change) {
    return new TenantFacts(profile, settings.with(change), steps, standing);
  }

  public TenantFacts with(OnboardingStep step, StepOutcome outcome) {
    var finished = new EnumMap<OnboardingStep, StepOutcome>(OnboardingStep.class);
    finished.putAll(steps);
    finished.put(step, outcome);
    return new TenantFacts(profile, settings, finished, standing);
  }

  public TenantFacts with(Standing other) {
    return new TenantFacts(profile, settings, steps, other);
  }

  /** What remains of an erased tenant: its id, taken for ever, and its dates. */
  public TenantFacts emptied(Standing other) {
    var nobody = new BusinessProfile("", "", "UTC", "", List.of());
    return new TenantFacts(nobody, TenantSettings.NONE, Map.of(), other);
  }
}
