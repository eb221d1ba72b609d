package ai.leadmetrics.protocol.tenancy;

/** What a new tenant goes through before it starts, in order. */
public enum OnboardingStep {
  VOICE,
  ASSETS,
  DOCUMENTS,
  LAUNCH
}
