package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeIT {
  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void aCommandReachesTheReadersOfItsEvent() {
    var tenant = new TenantId("node-it");
    var profile = new BusinessProfile("Node", "tests", "UTC", "terse", List.of());

    var reply =
        platform
            .node()
            .platform()
            .entities()
            .ask(
                EntityId.ofTenant(tenant),
                "register",
                "system",
                new TenantCommand.Register(profile, Instant.EPOCH))
            .toCompletableFuture()
            .join();

    assertThat(reply).isEqualTo(new Reply.Done(1, true));
    var store = new TenantStore(platform.node().platform().database());
    await()
        .untilAsserted(
            () -> assertThat(store.profile(tenant).toCompletableFuture().join()).contains(profile));
  }
}
