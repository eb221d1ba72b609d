package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.tenancy.BrandVoice;
import ai.leadmetrics.protocol.tenancy.BusinessInfo;
import ai.leadmetrics.protocol.tenancy.BusinessProfile.Question;
import ai.leadmetrics.protocol.tenancy.NotificationDefaults;
import ai.leadmetrics.protocol.tenancy.OpeningHours;
import ai.leadmetrics.protocol.tenancy.OpeningHours.Holiday;
import ai.leadmetrics.protocol.tenancy.OpeningHours.Span;
import ai.leadmetrics.protocol.tenancy.ProfileChange;
import ai.leadmetrics.protocol.tenancy.SettingsView;
import ai.leadmetrics.protocol.tenancy.TenantCommand.UpdateSettings;
import ai.leadmetrics.protocol.tenancy.TenantSettings;
import ai.leadmetrics.protocol.tenancy.TenantSettings.Competitor;
import ai.leadmetrics.protocol.tenancy.Triggers;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What a tenant says of itself, a screen at a time. */
public final class SettingsApi {
  private static final String PATH = "/api/v1/settings";

  private final TenantStore tenants;
  private final Commands commands;

  public SettingsApi(TenantStore tenants, Commands commands) {
    this.tenants = tenants;
    this.commands = commands;
  }

  record BusinessRequest(String name, String industry, String timeZone, BusinessInfo info) {
    Change change() {
      return new Change(
          new ProfileChange(name, industry, timeZone, null, null), TenantSettings.of(info));
    }
  }

  record HoursRequest(List<Span> week, List<Holiday> holidays) {
    Change change() {
      return new Change(ProfileChange.NONE, TenantSettings.of(new OpeningHours(week, holidays)));
    }
  }

  record VoiceRequest(String tone, BrandVoice voice) {
    Change change() {
      return new Change(new ProfileChange(null, null, null, tone, null), TenantSettings.of(voice));
    }
  }

  record QuestionsRequest(List<Question> questions, Triggers triggers) {
    Change change() {
      return new Change(
          new ProfileChange(null, null, null, null, questions), TenantSettings.of(triggers));
    }
  }

  record CompetitorsRequest(List<Competitor> competitors) {
    Change change() {
      return new Change(ProfileChange.NONE, TenantSettings.of(competitors));
    }
  }

  record NotificationsRequest(NotificationDefaults notifications) {
    Change change() {
      return new Change(ProfileChange.NONE, TenantSettings.of(notifications));
    }
  }

  record PutBusiness(@Body BusinessRequest body) {}

  record PutHours(@Body HoursRequest body) {}

  record PutVoice(@Body VoiceRequest body) {}

  record PutQuestions(@Body QuestionsRequest body) {}

  record PutCompetitors(@Body CompetitorsRequest body) {}

  record PutNotifications(@Body NotificationsRequest body) {}

  /** What one screen changes. */
  record Change(ProfileChange profile, TenantSettings settings) {
    UpdateSettings command() {
      Fields.require(profile.problems());
      Fields.require(settings.problems());
      return new UpdateSettings(profile, settings);
    }
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "getSettings", "Everything the tenant has set")
            .tenant(Permission.SETTINGS_READ)
            .answers(SettingsView.class, (caller, _) -> view(caller)),
        part(
            "business",
            "putBusiness",
            "Name, industry, time zone and legal data",
            PutBusiness.class,
            request -> request.body().change()),
        part(
            "hours",
            "putHours",
            "Opening hours and holidays",
            PutHours.class,
            request -> request.body().change()),
        part(
            "voice",
            "putVoice",
            "How the business sounds",
            PutVoice.class,
            request -> request.body().change()),
        part(
            "questions",
            "putQuestions",
            "What leads are asked, and words that call for more",
            PutQuestions.class,
            request -> request.body().change()),
        part(
            "competitors",
            "putCompetitors",
            "Whom the AI does not talk about",
            PutCompetitors.class,
            request -> request.body().change()),
        part(
            "notifications",
            "putNotificationDefaults",
            "What the team is told of by default",
            PutNotifications.class,
            request -> request.body().change()));
  }

  private <Q extends Record> Endpoint<?, ?, ?> part(
      String name, String id, String summary, Class<Q> type, Function<Q, Change> change) {
    return Endpoint.put(PATH + "/" + name, id, summary)
        .tenant(Permission.SETTINGS_MANAGE)
        .takes(type)
        .answers(SettingsView.class, (caller, request) -> save(caller, change.apply(request)));
  }

  private CompletionStage<SettingsView> view(Caller.OfTenant caller) {
    return tenants
        .facts(caller.tenant())
        .thenApply(facts -> SettingsView.of(caller.tenant().value(), Found.require(facts)));
  }

  /** Answers with what was saved, which the table may not have yet. */
  private CompletionStage<SettingsView> save(Caller.OfTenant caller, Change change) {
    return commands
        .send(caller, EntityId.ofTenant(caller.tenant()), change.command())
        .thenCompose(_ -> tenants.facts(caller.tenant()))
        .thenApply(Found::require)
        .thenApply(
            facts ->
                SettingsView.of(
                    caller.tenant().value(), facts.with(change.profile()).with(change.settings())));
  }
}
