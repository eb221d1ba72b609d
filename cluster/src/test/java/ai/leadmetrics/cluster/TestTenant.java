package ai.leadmetrics.cluster;

import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.sandbox.BusinessNumber;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** A business that exists for one test class, with everything a customer or an owner needs. */
public record TestTenant(
    TestPlatform platform,
    TenantId id,
    ConnectedChannel whatsapp,
    ConnectedChannel webForm,
    String email,
    String password) {
  private static final String PASSWORD = "violet tram lantern 42 rock";

  static TestTenant create(TestPlatform platform) {
    var unique = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    var id = new TenantId("t-" + unique);
    var node = platform.node().platform();
    var profile =
        new BusinessProfile(
            "Business " + unique,
            "tests",
            "Asia/Kolkata",
            "friendly",
            List.of(new BusinessProfile.Question("service", "What can we do for you?")));
    var at = node.clock().instant();
    for (var command :
        List.of(
            new TenantCommand.Register(profile, at), new TenantCommand.CompleteOnboarding(at))) {
      Tenants.tell(platform, id, command);
    }
    await(new TenantStore(node.database()).caughtUp(id, 2));
    await(new EntitlementStore(node).give(id, "test", PlanId.PRO, node.clock().instant()));
    var email = "owner@" + id + ".example";
    await(
        new UserStore(node.database(), node.config())
            .put(id, email, "Owner", Role.ADMIN, PASSWORD));
    var channels = new ChannelStore(node);
    await(
        channels.create(
            id,
            new NewChannel(
                ChannelKind.WHATSAPP,
                "Phone",
                "1" + Math.abs(unique.hashCode()),
                true,
                "IN",
                "app-secret-" + unique,
                "verify-" + unique,
                "access-" + unique)));
    await(
        channels.create(
            id,
            new NewChannel(
                ChannelKind.WEB_FORM, "Form", null, true, "IN", "form-" + unique, null, null)));
    var connected = await(channels.connected(id));
    var tenant =
        new TestTenant(
            platform,
            id,
            of(connected, ChannelKind.WHATSAPP),
            of(connected, ChannelKind.WEB_FORM),
            email,
            PASSWORD);
    platform.sandbox().register(tenant.businessNumber());
    return tenant;
  }

  private BusinessNumber businessNumber() {
    return new BusinessNumber(
        phoneNumberId(),
        phoneNumberId(),
        platform.url() + whatsappPath(),
        appSecret(),
        Objects.requireNonNull(whatsapp.accessToken()),
        Objects.requireNonNull(whatsapp.verifyToken()),
        0);
  }

  private static ConnectedChannel of(List<ConnectedChannel> channels, ChannelKind kind) {
    return channels.stream().filter(channel -> channel.kind() == kind).findFirst().orElseThrow();
  }

  /** The API as the owner sees it. */
  public TestClient owner() {
    return platform.client().signIn(email, password);
  }

  public String phoneNumberId() {
    return Objects.requireNonNull(whatsapp.externalId());
  }

  public String appSecret() {
    return Objects.requireNonNull(whatsapp.signingSecret());
  }

  public String whatsappPath() {
    return "/webhooks/whatsapp/" + whatsapp.endpointKey();
  }

  public String webFormPath() {
    return "/webhooks/web-form/" + webForm.endpointKey();
  }

  /** An empty delivery to fill. */
  public WhatsAppDelivery delivery() {
    return new WhatsAppDelivery(phoneNumberId(), platform.node().platform().clock());
  }

  /** Posts a delivery signed as Meta signs it. */
  public TestClient.Answer deliver(WhatsAppDelivery delivery) {
    var body = delivery.bytes();
    return insist(whatsappPath(), "X-Hub-Signature-256", appSecret(), body);
  }

  /** Posts a submission signed as a site's form handler would. */
  public TestClient.Answer submit(Map<String, ?> submission) {
    var body = Json.bytes(submission);
    var secret = Objects.requireNonNull(webForm.signingSecret());
    return insist(webFormPath(), "X-Leadmetrics-Signature", secret, body);
  }

  /** Posts as providers do, who send again what a busy node could not store in time. */
  private TestClient.Answer insist(String path, String header, String secret, byte[] body) {
    var headers =
        Map.of(
            "Content-Type",
            "application/json",
            header,
            "sha256=" + WhatsAppDelivery.hmac(secret, body));
    var answer = platform.client().post(path, body, headers);
    for (int again = 0; answer.status() == 503 && again < 10; again++) {
      answer = platform.client().post(path, body, headers);
    }
    return answer;
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
