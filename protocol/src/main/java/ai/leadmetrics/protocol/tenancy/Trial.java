package ai.leadmetrics.protocol.tenancy;

/**
 * What the AI would have answered.
 *
 * @param action what it would have done besides: escalate calls a person
 * @param confidence 0 to 1
 */
public record Trial(String answer, String action, double confidence, String model) {}
