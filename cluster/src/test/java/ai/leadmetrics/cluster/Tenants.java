package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.UserStore;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** What tests of tenants have in common. */
final class Tenants {
  private Tenants() {}

  /** Somebody who runs the platform, signed in. */
  static TestClient operator(TestPlatform platform) {
    var node = platform.node().platform();
    var email = "operator-" + UUID.randomUUID() + "@platform.example";
    new UserStore(node.database(), node.config())
        .put(null, email, "Operator", Role.SUPER_ADMIN, "violet tram lantern 42 rock")
        .toCompletableFuture()
        .join();
    return platform.client().signIn(email, "violet tram lantern 42 rock");
  }

  /** By the system, as the billing of the product would. */
  static void tell(TestPlatform platform, TenantId tenant, Object command) {
    var reply =
        platform
            .node()
            .platform()
            .entities()
            .ask(EntityId.ofTenant(tenant), UUID.randomUUID().toString(), "system", command)
            .toCompletableFuture()
            .join();
    assertThat(reply).isInstanceOf(Reply.Done.class);
  }

  static List<ConversationEvent> events(TestPlatform platform, TenantId tenant) {
    try (var inbound = new Inbound(platform.node().platform())) {
      return inbound.events(tenant, ConversationEvent.class);
    }
  }

  static void eventually(ThrowingRunnable holds) {
    Awaitility.await().untilAsserted(holds);
  }
}
