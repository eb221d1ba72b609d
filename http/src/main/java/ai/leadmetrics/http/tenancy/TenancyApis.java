package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.streams.agents.TrialStore;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import ai.leadmetrics.streams.notifications.MailStore;
import ai.leadmetrics.streams.tenancy.ExportStore;
import ai.leadmetrics.streams.tenancy.PictureStore;
import ai.leadmetrics.streams.tenancy.SignUpStore;
import ai.leadmetrics.streams.tenancy.TemplateStore;
import ai.leadmetrics.streams.tenancy.TenantQueries;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.util.List;
import java.util.stream.Stream;

/** Everything about tenants: their settings, their beginning, their end, and who runs them. */
public record TenancyApis(
    SettingsApi settings,
    TenantAccountApi account,
    OnboardingApi onboarding,
    SignUpApi signUp,
    PicturesApi pictures,
    ManageTenantsApi manage) {

  public static TenancyApis of(Platform platform, UserStore users) {
    var database = platform.database();
    var clock = platform.clock();
    var commands = new Commands(platform.entities());
    var tenants = new TenantStore(database);
    var signUps = new SignUpStore(database);
    var templates = new TemplateStore();
    var queries = new TenantQueries(database);
    var knowledge = KnowledgeStore.of(platform);
    var founding = new Founding(platform.entities(), signUps, tenants, clock);
    var newTenants =
        new NewTenants(founding, templates, knowledge, users, new MailStore(platform), clock);
    return new TenancyApis(
        new SettingsApi(tenants, commands),
        new TenantAccountApi(tenants, new ExportStore(database), commands, clock),
        new OnboardingApi(tenants, templates, knowledge, new TrialStore(platform), commands, clock),
        new SignUpApi(signUps, founding, clock),
        new PicturesApi(new PictureStore(database), clock),
        new ManageTenantsApi(queries, tenants, founding, newTenants, clock));
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return Stream.of(
            settings.endpoints(),
            account.endpoints(),
            onboarding.endpoints(),
            signUp.endpoints(),
            pictures.endpoints(),
            manage.endpoints())
        .<Endpoint<?, ?, ?>>flatMap(List::stream)
        .toList();
  }
}
