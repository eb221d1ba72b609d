package ai.leadmetrics.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.http.agents.RunsApi;
import ai.leadmetrics.http.billing.CreditsApi;
import ai.leadmetrics.http.billing.InvoicesApi;
import ai.leadmetrics.http.billing.ManageAccountingApi;
import ai.leadmetrics.http.billing.ManageBillingApi;
import ai.leadmetrics.http.billing.ManageCreditsApi;
import ai.leadmetrics.http.billing.ManageInvoicesApi;
import ai.leadmetrics.http.billing.ManagePaymentsApi;
import ai.leadmetrics.http.billing.ManageUsageApi;
import ai.leadmetrics.http.billing.PaymentsApi;
import ai.leadmetrics.http.billing.PlansApi;
import ai.leadmetrics.http.billing.UsageApi;
import ai.leadmetrics.http.crm.LeadsApi;
import ai.leadmetrics.http.identity.AccountApi;
import ai.leadmetrics.http.identity.Factors;
import ai.leadmetrics.http.identity.FactorsApi;
import ai.leadmetrics.http.identity.PasskeysApi;
import ai.leadmetrics.http.identity.ProfileApi;
import ai.leadmetrics.http.identity.SecurityApi;
import ai.leadmetrics.http.identity.SignInApi;
import ai.leadmetrics.http.identity.SocialApi;
import ai.leadmetrics.http.identity.TwoStepApi;
import ai.leadmetrics.http.identity.UsersApi;
import ai.leadmetrics.http.inbox.InboxApi;
import ai.leadmetrics.http.kit.Access;
import ai.leadmetrics.http.kit.ApiJson;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.FileAnswer;
import ai.leadmetrics.http.kit.OpenApi;
import ai.leadmetrics.http.knowledge.KnowledgeApi;
import ai.leadmetrics.http.live.LiveApi;
import ai.leadmetrics.http.notifications.MailApi;
import ai.leadmetrics.http.notifications.NotificationsApi;
import ai.leadmetrics.http.notifications.ReachApi;
import ai.leadmetrics.http.ops.AlarmsApi;
import ai.leadmetrics.http.ops.AuditApi;
import ai.leadmetrics.http.ops.DeadLettersApi;
import ai.leadmetrics.http.ops.OpsApi;
import ai.leadmetrics.http.tenancy.ChannelsApi;
import ai.leadmetrics.http.tenancy.ImpersonationApi;
import ai.leadmetrics.http.tenancy.InvitationsApi;
import ai.leadmetrics.http.tenancy.JoinApi;
import ai.leadmetrics.http.tenancy.ManageTenantsApi;
import ai.leadmetrics.http.tenancy.OnboardingApi;
import ai.leadmetrics.http.tenancy.PicturesApi;
import ai.leadmetrics.http.tenancy.SettingsApi;
import ai.leadmetrics.http.tenancy.SignUpApi;
import ai.leadmetrics.http.tenancy.TeamApi;
import ai.leadmetrics.http.tenancy.TeamRoom;
import ai.leadmetrics.http.tenancy.TenancyApis;
import ai.leadmetrics.http.tenancy.TenantAccountApi;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import ai.leadmetrics.protocol.ops.Redaction;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds every declared endpoint, and the document that follows from them, to what is promised. */
class ApiEndpointsTest {
  private static final Set<String> OPEN =
      Set.of(
          "lookAtInvitation",
          "joinByInvitation",
          "signIn",
          "refresh",
          "secondFactor",
          "askPasskey",
          "signInByPasskey",
          "listProviders",
          "depart",
          "arrive",
          "signUp",
          "verifyEmail",
          "forgotPassword",
          "resetPassword",
          "telegramUpdate",
          "listPlans");
  private static final Set<String> PERSONAL =
      Set.of(
          "leaveTeam",
          "acceptInvitation",
          "stopImpersonation",
          "telegram",
          "linkTelegram",
          "unlinkTelegram",
          "pushDevices",
          "subscribeToPush",
          "unsubscribeFromPush",
          "signOut",
          "signOutEverywhere",
          "sendVerification",
          "me",
          "updateMe",
          "putMyPicture",
          "deleteMyPicture",
          "getPicture",
          "changePassword",
          "switchTenant",
          "mySessions",
          "endMySession",
          "security",
          "beginTwoStep",
          "confirmTwoStep",
          "renewBackupCodes",
          "turnTwoStepOff",
          "beginPasskey",
          "addPasskey",
          "renamePasskey",
          "deletePasskey",
          "departToLink",
          "linkAccount",
          "unlinkAccount",
          "createLiveTicket",
          "listNotifications",
          "unreadNotifications",
          "readNotification",
          "readAllNotifications",
          "notificationPreferences",
          "keepNotificationPreferences",
          "getEntitlements",
          "getAccount",
          "getSignUp",
          "saveSignUp",
          "suggestName",
          "signUpTenant");

  private static final Set<String> UNAUDITED =
      Set.of(
          "telegramUpdate",
          "createLiveTicket",
          "getPicture",
          "markRead",
          "refresh",
          "lookAtInvitation",
          "readNotification",
          "readAllNotifications");
  private static final Set<String> ON_BEHALF =
      Set.of("signOut", "createLiveTicket", "stopImpersonation");

  /** Nothing is called, so nothing has to be there. */
  static final List<Endpoint<?, ?, ?>> ENDPOINTS =
      new ApiEndpoints(
              new SignInApi(null, null, null, null, null, null, null),
              new AccountApi(null, null),
              new ProfileApi(null, null, null),
              new Factors(
                  new TwoStepApi(null, null, null, null),
                  new PasskeysApi(null, null, null),
                  new FactorsApi(null, null, null, null),
                  new SocialApi(null, null, null, null, null, null),
                  new SecurityApi(null, null, null, null, null)),
              new InboxApi(null, null, null, null),
              new LeadsApi(null, null),
              new RunsApi(null, null),
              new ChannelsApi(null, null, null),
              new TenancyApis(
                  new SettingsApi(null, null),
                  new TenantAccountApi(null, null, null, null),
                  new OnboardingApi(null, null, null, null, null, null),
                  new SignUpApi(null, null, null),
                  new PicturesApi(null, null),
                  new ManageTenantsApi(null, null, null, null, null)),
              new KnowledgeApi(null, null, null),
              new DeadLettersApi(null),
              new AlarmsApi(null),
              new OpsApi(null, null, null),
              new InvoicesApi(null, null),
              new ManageInvoicesApi(null, null, null),
              new PlansApi(null, null, null),
              new CreditsApi(null, null, null),
              new ManageCreditsApi(null, null, null, null),
              new ManageBillingApi(null, null, null),
              new UsageApi(null, null),
              new ManageUsageApi(null, null, null),
              new AuditApi(null),
              new TeamRoom(
                  new TeamApi(null, null, null, null, null),
                  new InvitationsApi(null, null, null, null, null, null, null),
                  new JoinApi(null, null, null, null, null, null),
                  new ImpersonationApi(null, null, null, null, null, null),
                  new UsersApi(null, null, null, null)),
              new NotificationsApi(null, null),
              new ReachApi(null, null, null),
              new MailApi(null, null),
              new PaymentsApi(null, null, null, null),
              new ManagePaymentsApi(null, null, null, null, null),
              new ManageAccountingApi(null),
              new LiveApi(null))
          .all();

  private final ObjectNode document = OpenApi.of(ENDPOINTS);

  @Test
  void everyEndpointSaysWhoMayUseIt() {
    for (var endpoint : ENDPOINTS) {
      var id = endpoint.route().id();
      switch (endpoint.access()) {
        case Access.Everyone() -> assertThat(OPEN).contains(id);
        case Access.SignedIn() -> assertThat(PERSONAL).contains(id);
        case Access.Tenant(var permission) ->
            assertThat(Role.SUPER_ADMIN.permissions()).as(id).doesNotContain(permission);
        case Access.Platform(var permission) ->
            assertThat(Role.SUPER_ADMIN.permissions()).as(id).contains(permission);
      }
    }
  }

  /** What leaves no trace must be worth an argument: it is listed here, too. */
  @Test
  void onlyTheseWritesAndFilesAreNotAudited() {
    assertThat(ENDPOINTS)
        .filteredOn(
            endpoint ->
                endpoint.route().method().writes()
                    || (endpoint.response() != null
                        && endpoint.response().type() == FileAnswer.class))
        .filteredOn(endpoint -> !endpoint.isAudited())
        .extracting(endpoint -> endpoint.route().id())
        .isSubsetOf(UNAUDITED);
  }

  /** Beside a password there is often another secret: what is none is listed here. */
  @Test
  void ofWhoTellsAPasswordTheAuditLogShowsNothingElse() {
    for (var endpoint : ENDPOINTS) {
      for (var part : endpoint.request().getRecordComponents()) {
        var body = ApiJson.MAPPER.createObjectNode();
        if (part.isAnnotationPresent(Body.class)) {
          Stream.of(part.getType().getRecordComponents())
              .filter(field -> field.getType() == String.class)
              .forEach(field -> body.put(field.getName(), "shown"));
        }
        if (body.has("password")) {
          assertThat(Redaction.summary("", body))
              .filteredOn(change -> "shown".equals(change.after()))
              .extracting(AuditChange::field)
              .as(endpoint.route().id())
              .isSubsetOf("email", "name");
        }
      }
    }
  }

  @Test
  void whatIsAboutOneselfIsClosedToOperatorsWhoActForATenant() {
    assertThat(ENDPOINTS)
        .filteredOn(endpoint -> endpoint.access() instanceof Access.SignedIn)
        .filteredOn(endpoint -> endpoint.route().method().writes() && !endpoint.isPersonal())
        .extracting(endpoint -> endpoint.route().id())
        .isSubsetOf(ON_BEHALF);
  }

  @Test
  void operationsAreToldApart() {
    assertThat(ENDPOINTS).extracting(endpoint -> endpoint.route().id()).doesNotHaveDuplicates();
    assertThat(ENDPOINTS)
        .extracting(endpoint -> endpoint.route().method() + " " + endpoint.route().path())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyReferenceLeadsToASchema() {
    var references = new HashSet<String>();
    collect(document, references);
    assertThat(references).isNotEmpty();
    for (var reference : references) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
    // A second type of the same name would show as one with a number behind it.
    assertThat(document.at("/components/schemas").fieldNames())
        .toIterable()
        .allMatch(name -> name.matches("[A-Z][A-Za-z]+"));
  }

  @Test
  void everySchemaIsOneOfJsonSchema202012() {
    var meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));
    document
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                assertThat(meta.validate(schema.getValue().toString(), InputFormat.JSON))
                    .as(schema.getKey())
                    .isEmpty());
  }

  @Test
  void everyOperationIsComplete() {
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(operation -> complete(path.getKey(), operation.getValue())));
  }

  private static void complete(String path, JsonNode operation) {
    assertThat(operation.path("operationId").asText()).matches("[a-z][A-Za-z]+");
    assertThat(operation.path("summary").asText()).as(path).isNotBlank();
    assertThat(operation.at("/responses/default/$ref").asText()).endsWith("/Problem");
    assertThat(operation.get("responses").size()).isEqualTo(2);
    for (var name : path.split("/")) {
      if (name.startsWith("{")) {
        assertThat(operation.get("parameters"))
            .anyMatch(
                parameter ->
                    parameter.get("in").asText().equals("path")
                        && name.equals("{" + parameter.get("name").asText() + "}"));
      }
    }
  }

  /**
   * The portal's types are generated from this file. To bring it up to date: {@code mvn -pl http
   * -am test -Dtest=ApiEndpointsTest -Dsurefire.failIfNoSpecifiedTests=false -Dopenapi.write}, then
   * {@code npm run types} in http/portal.
   */
  @Test
  void thePortalKnowsThisDocument() throws IOException {
    var file = Path.of(System.getProperty("leadmetrics.root"), "http/portal/openapi.json");
    var text = document.toPrettyString() + "\n";
    if (System.getProperty("openapi.write") != null) {
      Files.writeString(file, text);
    }
    assertThat(ApiJson.MAPPER.readTree(Files.readString(file)).toPrettyString() + "\n")
        .as("http/portal/openapi.json is out of date")
        .isEqualTo(text);
  }

  private static void collect(JsonNode node, Set<String> references) {
    node.findValuesAsText("$ref").forEach(references::add);
  }
}
