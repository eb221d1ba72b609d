package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.Business.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRead;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendDeferred;
import ai.leadmetrics.sandbox.Sandbox;
import ai.leadmetrics.sandbox.SandboxConfig;
import ai.leadmetrics.sandbox.SandboxConfig.StatusDelays;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class DeliveryRestartIT {
  private static final int MESSAGES = 4;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  /**
   * What waits when a node stops, waits in the broker, and what comes later does not overtake it.
   */
  @Test
  void aRestartInTheMiddleOfTroubleLosesNothingAndSendsNothingTwice() {
    try (var sandbox =
        Sandbox.start(
            new SandboxConfig("127.0.0.1", 0).withDelays(StatusDelays.ofMillis(50, 100, 150)))) {
      var provider = new SandboxClient(sandbox);
      var settings = new HashMap<String, Object>(TestPlatform.settings(folder));
      settings.putAll(DeliveryIT.settings(sandbox));
      var config = NodeConfig.load(settings);
      Business business;
      List<Business.Customer> customers = new ArrayList<>();
      try (var node = Node.start(config)) {
        business = new Business(node.platform(), sandbox, provider, 0);
        for (int i = 0; i < 3; i++) {
          customers.add(business.customer("91981234567" + i));
        }
        provider.fault("429", 1_000_000);
        customers.forEach(customer -> queue(customer, 0, MESSAGES));
        eventually(
            () ->
                assertThat(customers)
                    .anySatisfy(
                        customer ->
                            assertThat(customer.events())
                                .hasAtLeastOneElementOfType(SendDeferred.class)));
      }
      assertThat(business.sent()).isEmpty();
      goOn(config, business, customers, provider);
    }
  }

  private static void goOn(
      Config config, Business business, List<Business.Customer> customers, SandboxClient provider) {
    try (var node = Node.start(config)) {
      business.continueOn(node.platform());
      customers.forEach(customer -> queue(customer, MESSAGES, 2 * MESSAGES));
      provider.works();
      eventually(() -> assertThat(business.sent()).hasSize(3 * 2 * MESSAGES));
      for (var customer : customers) {
        customer.eventuallyLast(MessageRead.class);
        var local = customer.conversation.local();
        assertThat(business.sent())
            .filteredOn(text -> text.startsWith(local))
            .containsExactlyElementsOf(texts(customer, 0, 2 * MESSAGES));
      }
      assertThat(business.sent()).hasSize(3 * 2 * MESSAGES);
    }
  }

  private static void queue(Business.Customer customer, int from, int to) {
    texts(customer, from, to).forEach(customer::humanAnswers);
  }

  private static List<String> texts(Business.Customer customer, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> customer.conversation.local() + " no " + i)
        .toList();
  }
}
