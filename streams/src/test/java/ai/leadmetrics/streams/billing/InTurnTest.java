package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InTurnTest {
  @Test
  void oneThatFailsKeepsNoOtherWaitingAndIsTold() {
    var done = new ArrayList<Integer>();
    var all =
        InTurn.each(
            List.of(1, 2, 3, 4),
            one -> {
              if (one == 2) {
                throw new IllegalStateException("two");
              }
              done.add(one);
              return one == 3
                  ? CompletableFuture.failedFuture(new IllegalStateException("three"))
                  : CompletableFuture.completedFuture(one);
            });
    assertThat(done).containsExactly(1, 3, 4);
    assertThatThrownBy(() -> all.toCompletableFuture().join()).hasMessageContaining("two");
  }
}
