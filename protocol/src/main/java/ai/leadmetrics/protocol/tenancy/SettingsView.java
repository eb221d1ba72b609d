package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.tenancy.TenantSettings.Competitor;
import java.util.List;
import java.util.Objects;

/** All settings of a tenant, with what is assumed where it said nothing. */
public record SettingsView(
    String id,
    TenantState state,
    BusinessProfile profile,
    BusinessInfo info,
    OpeningHours hours,
    BrandVoice voice,
    List<Competitor> competitors,
    Triggers triggers,
    NotificationDefaults notifications) {

  public SettingsView {
    competitors = List.copyOf(competitors);
  }

  public static SettingsView of(String id, TenantFacts facts) {
    var settings = facts.settings();
    return new SettingsView(
        id,
        facts.state(),
        Objects.requireNonNull(facts.profile()),
        Objects.requireNonNullElse(settings.info(), BusinessInfo.NONE),
        Objects.requireNonNullElse(settings.hours(), OpeningHours.NONE),
        Objects.requireNonNullElse(settings.voice(), BrandVoice.NONE),
        Objects.requireNonNullElse(settings.competitors(), List.<Competitor>of()),
        Objects.requireNonNullElse(settings.triggers(), Triggers.NONE),
        Objects.requireNonNullElse(settings.notifications(), NotificationDefaults.NONE));
  }
}
