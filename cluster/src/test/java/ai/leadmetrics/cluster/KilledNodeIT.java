package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the operator sees of {@code kill -9}, Ctrl-C and starting again. */
@ResourceLock(NodeProcess.LOCK)
class KilledNodeIT {
  @Test
  void aKilledNodeStartsAgainOnItsDataAndStopsInOrder() {
    try (var node = NodeProcess.start()) {
      var owner = node.access().user("admin").orElseThrow();

      node.kill();
      node.up();

      assertThat(node.access().user("admin")).contains(owner);
      assertThat(
              node.client()
                  .signIn(owner.email(), owner.password())
                  .get("/api/v1/me")
                  .json()
                  .path("tenant")
                  .path("id")
                  .asText())
          .isEqualTo("lotus-house");
      assertThat(node.stop()).isEqualTo(143);
    }
  }
}
