package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.protocol.tenancy.IndustryTemplate;
import ai.leadmetrics.protocol.tenancy.ProfileChange;
import ai.leadmetrics.protocol.tenancy.TenantSettings;

/** Templates as changes of settings. */
final class Templates {
  private Templates() {}

  static SettingsApi.Change change(IndustryTemplate template) {
    return new SettingsApi.Change(
        new ProfileChange(null, template.industry(), null, template.tone(), template.questions()),
        TenantSettings.of(template.hours())
            .with(TenantSettings.of(template.voice()))
            .with(TenantSettings.of(template.triggers())));
  }
}
