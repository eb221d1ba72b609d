package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.knowledge.KnowledgeItem;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A business keeps as many questions as its plan allows, however many are added at once. */
class KnowledgeLimitIT {
  private final TestPlatform test = TestPlatform.shared();
  private final TestTenant tenant = test.newTenant();
  private final KnowledgeStore knowledge = KnowledgeStore.of(test.node().platform());

  private CompletableFuture<Optional<KnowledgeItem>> put(int number, String answer, int limit) {
    return knowledge
        .put(tenant.id(), "Question " + number + "?", answer, limit)
        .toCompletableFuture();
  }

  @Test
  void thePlansLimitHoldsWhenManyAreAddedAtOnceAndPagesLeaveNothingOut() {
    int before = knowledge.list(tenant.id()).toCompletableFuture().join().size();
    int limit = before + 5;
    var added = IntStream.range(0, 12).mapToObj(i -> put(i, "Yes.", limit)).toList();
    CompletableFuture.allOf(added.toArray(CompletableFuture[]::new)).join();
    assertThat(added.stream().filter(answer -> answer.join().isPresent())).hasSize(5);

    // A known question takes a new answer still.
    int known =
        IntStream.range(0, 12)
            .filter(i -> added.get(i).join().isPresent())
            .findFirst()
            .orElseThrow();
    assertThat(put(known, "No.", limit).join()).map(KnowledgeItem::answer).contains("No.");

    var ids = new ArrayList<String>();
    var page = knowledge.page(tenant.id(), 2, null).toCompletableFuture().join();
    while (true) {
      page.items().forEach(item -> ids.add(item.id()));
      if (page.next() == null) {
        break;
      }
      assertThat(page.items()).hasSize(2);
      page = knowledge.page(tenant.id(), 2, page.next()).toCompletableFuture().join();
    }
    assertThat(ids).hasSize(limit).doesNotHaveDuplicates();
  }
}
