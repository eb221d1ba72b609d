package ai.leadmetrics.entities.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.kit.Json;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RecentIdsTest {
  @Property(tries = 50)
  void remembersTheLatestAndForgetsTheOldest(@ForAll @Size(max = 900) List<Integer> numbers) {
    var recent = RecentIds.NONE;
    for (int number : numbers) {
      recent = recent.with("id" + number);
    }
    assertThat(recent.size()).isLessThanOrEqualTo(RecentIds.LIMIT);
    for (int number :
        numbers.subList(Math.max(0, numbers.size() - RecentIds.LIMIT), numbers.size())) {
      assertThat(recent.contains("id" + number)).isTrue();
    }
    assertThat(recent.contains("never")).isFalse();
  }

  @Property(tries = 20)
  void survivesJson(@ForAll @Size(max = 600) List<Integer> numbers) {
    var recent = RecentIds.NONE;
    for (int number : numbers) {
      recent = recent.with("id" + number);
    }
    var back = Json.read(Json.bytes(recent), RecentIds.class);
    assertThat(back.packed()).isEqualTo(recent.packed());
  }
}
