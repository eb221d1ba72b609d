package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.TestClient.Answer;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.sandbox.Account;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import ai.leadmetrics.streams.tenancy.ChannelStore.NewChannel;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Both sides of a payment: the tenant's browser, and the hands on the simulated Razorpay. */
public final class PaymentDesk {
  static final String SECRET = "webhook secret of the tests";
  private static final String PASSWORD = "violet tram lantern 42 rock";

  final TestPlatform platform;
  final ConnectedChannel channel;
  private final TestClient razorpay;

  /** Sets the platform's account up, here and at the simulated gateway. */
  public PaymentDesk(TestPlatform platform) {
    this(platform, SECRET);
  }

  PaymentDesk(TestPlatform platform, @Nullable String secret) {
    this.platform = platform;
    var channels = new ChannelStore(platform.node().platform());
    channels
        .create(
            TenantId.PLATFORM,
            new NewChannel(
                ChannelKind.RAZORPAY,
                "Razorpay",
                "rzp_test_key",
                false,
                null,
                secret,
                null,
                "key secret of the tests"))
        .toCompletableFuture()
        .join();
    this.channel =
        channels.connected(TenantId.PLATFORM).toCompletableFuture().join().stream()
            .filter(one -> one.kind() == ChannelKind.RAZORPAY)
            .findFirst()
            .orElseThrow();
    this.razorpay = new TestClient(platform.sandbox().url());
    register(SECRET);
  }

  /** The gateway signs with this from now on. */
  void register(String secret) {
    platform
        .sandbox()
        .register(
            new Account(
                "rzp_test_key", "key secret of the tests", platform.url() + path(), secret));
  }

  String path() {
    return "/webhooks/razorpay/" + channel.endpointKey();
  }

  /** Somebody of the platform who may do everything. */
  TestClient operator() {
    var email = UUID.randomUUID() + "@operators.test";
    var node = platform.node().platform();
    new UserStore(node.database(), node.config())
        .put(null, email, "Operator", Role.SUPER_ADMIN, PASSWORD)
        .toCompletableFuture()
        .join();
    return platform.client().signIn(email, PASSWORD);
  }

  public JsonNode simulate(String what, Map<String, ?> body) {
    var answer = razorpay.post("/simulator/razorpay/" + what, body);
    assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
    return answer.json();
  }

  void clock(Instant now) {
    simulate("clock", Map.of("now", now.toString()));
  }

  /** Ids of what the gateway told us, the oldest first. */
  JsonNode events() {
    return razorpay.get("/simulator/razorpay/events").json().path("items");
  }

  /** What the gateway has of a kind: {@code subscription}, {@code order}, {@code refund}. */
  JsonNode made(String kind) {
    return razorpay.get("/simulator/razorpay/entities?entity=" + kind).json().path("items");
  }

  JsonNode entity(String kind, String id) {
    for (var one : made(kind)) {
      if (one.path("id").asText().equals(id)) {
        return one;
      }
    }
    throw new AssertionError("there is no " + kind + ' ' + id);
  }

  /** Asks for a subscription; the answer is a checkout. */
  static JsonNode subscribe(TestClient owner, PlanId plan) {
    return ok(owner.post("/api/v1/billing/subscriptions", Map.of("plan", plan.wire())));
  }

  /** Starts comparing with the gateway, as soon as the run before is over. */
  void reconcile() {
    var operator = operator();
    var run = "/api/v1/ops/jobs/billing.reconcile/run";
    await().untilAsserted(() -> ok(operator.post(run, Map.of())));
  }

  /** Pays in the checkout and hands the result in, as the portal does. */
  Answer pay(TestClient owner, JsonNode checkout) {
    return confirm(owner, payOnly(checkout, true));
  }

  /** Pays, and the browser is closed before it can tell us. */
  JsonNode payOnly(JsonNode checkout, boolean success) {
    var body = new HashMap<String, Object>(Map.of("success", success));
    for (var kind : new String[] {"order", "subscription"}) {
      if (checkout.path(kind).isTextual()) {
        body.put(kind + "_id", checkout.path(kind).asText());
      }
    }
    return simulate("pay", body);
  }

  static Answer confirm(TestClient owner, JsonNode result) {
    var body = new HashMap<String, Object>();
    put(body, "order", result.path("razorpay_order_id"));
    put(body, "subscription", result.path("razorpay_subscription_id"));
    put(body, "payment", result.path("razorpay_payment_id"));
    put(body, "signature", result.path("razorpay_signature"));
    return owner.post("/api/v1/billing/checkout", body);
  }

  private static void put(Map<String, Object> body, String name, JsonNode value) {
    if (value.isTextual()) {
      body.put(name, value.asText());
    }
  }

  static @Nullable JsonNode subscription(TestClient owner, String id) {
    for (var item : ok(owner.get("/api/v1/billing/subscriptions")).path("items")) {
      if (item.path("id").asText().equals(id)) {
        return item;
      }
    }
    return null;
  }

  static JsonNode until(TestClient owner, String id, Predicate<JsonNode> holds) {
    return await()
        .until(() -> subscription(owner, id), found -> found != null && holds.test(found));
  }

  static JsonNode until(TestClient owner, String id, String status) {
    return until(owner, id, found -> found.path("status").asText().equals(status));
  }

  static JsonNode payments(TestClient owner) {
    return ok(owner.get("/api/v1/billing/payments")).path("items");
  }

  /** Waits until an open alarm of a code is there. */
  static JsonNode alarm(TestClient operator, String code, String subject) {
    return await()
        .until(
            () -> {
              for (var item : ok(operator.get("/api/v1/ops/alarms?limit=200")).path("items")) {
                if (item.path("code").asText().equals(code)
                    && item.path("subject").asText().contains(subject)) {
                  return item;
                }
              }
              return null;
            },
            found -> found != null);
  }

  static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    return answer.json();
  }
}
