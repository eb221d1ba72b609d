package ai.leadmetrics.protocol.tenancy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has said of itself, and in a change what it says anew: parts that are absent were
 * never said, or stay as they are.
 */
public record TenantSettings(
    @Nullable BusinessInfo info,
    @Nullable OpeningHours hours,
    @Nullable BrandVoice voice,
    @Nullable List<Competitor> competitors,
    @Nullable Triggers triggers,
    @Nullable NotificationDefaults notifications) {

  public static final TenantSettings NONE = new TenantSettings(null, null, null, null, null, null);

  private static final int MAX_COMPETITORS = 20;

  /**
   * Another business for the same customers.
   *
   * @param website where it is known
   */
  public record Competitor(String name, @Nullable String website) {}

  public TenantSettings {
    competitors = competitors == null ? null : List.copyOf(competitors);
  }

  public static TenantSettings of(BusinessInfo info) {
    return new TenantSettings(info, null, null, null, null, null);
  }

  public static TenantSettings of(OpeningHours hours) {
    return new TenantSettings(null, hours, null, null, null, null);
  }

  public static TenantSettings of(BrandVoice voice) {
    return new TenantSettings(null, null, voice, null, null, null);
  }

  public static TenantSettings of(List<Competitor> competitors) {
    return new TenantSettings(null, null, null, competitors, null, null);
  }

  public static TenantSettings of(Triggers triggers) {
    return new TenantSettings(null, null, null, null, triggers, null);
  }

  public static TenantSettings of(NotificationDefaults notifications) {
    return new TenantSettings(null, null, null, null, null, notifications);
  }

  public TenantSettings with(TenantSettings change) {
    return new TenantSettings(
        change.info == null ? info : change.info,
        change.hours == null ? hours : change.hours,
        change.voice == null ? voice : change.voice,
        change.competitors == null ? competitors : change.competitors,
        change.triggers == null ? triggers : change.triggers,
        change.notifications == null ? notifications : change.notifications);
  }

  /** What is wrong, by field; empty where nothing is. */
  public Map<String, String> problems() {
    var problems = new LinkedHashMap<String, String>();
    if (info != null) {
      problems.putAll(info.problems());
    }
    if (hours != null) {
      problems.putAll(hours.problems());
    }
    if (voice != null) {
      problems.putAll(voice.problems());
    }
    if (triggers != null) {
      problems.putAll(triggers.problems());
    }
    if (competitors != null) {
      var limits = new Limits(problems);
      limits.count("competitors", competitors, MAX_COMPETITORS);
      for (var competitor : competitors) {
        limits.text("competitors", competitor.name(), 100);
        limits.web("competitors", competitor.website());
      }
    }
    return problems;
  }
}
