package ai.leadmetrics.protocol.tenancy;

/** What became of a step of the onboarding. */
public enum StepOutcome {
  DONE,
  SKIPPED
}
