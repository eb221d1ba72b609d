package ai.leadmetrics.http.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.http.kit.Router.Found;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final Router<String> router = new Router<>();

  RouterTest() {
    router.add(Method.GET, "/leads", "list");
    router.add(Method.GET, "/leads/{id}", "one");
    router.add(Method.POST, "/leads/{id}/status", "status");
    router.add(Method.GET, "/leads/mine", "mine");
  }

  @Test
  void findsAndNamesParameters() {
    assertThat(router.find(Method.GET, "/leads")).isEqualTo(new Found.Here<>("list", Map.of()));
    assertThat(router.find(Method.GET, "/leads/lead_1"))
        .isEqualTo(new Found.Here<>("one", Map.of("id", "lead_1")));
    assertThat(router.find(Method.POST, "/leads/a%2Fb%20c+d/status"))
        .isEqualTo(new Found.Here<>("status", Map.of("id", "a/b c+d")));
  }

  @Test
  void aFixedSegmentGoesBeforeAParameter() {
    assertThat(router.find(Method.GET, "/leads/mine"))
        .isEqualTo(new Found.Here<>("mine", Map.of()));
  }

  @Test
  void tellsOtherMethodsFromNothing() {
    assertThat(router.find(Method.POST, "/leads"))
        .isEqualTo(new Found.OtherMethods<>(Set.of(Method.GET)));
    assertThat(router.find(null, "/leads")).isInstanceOf(Found.OtherMethods.class);
    assertThat(router.find(Method.GET, "/leads/")).isInstanceOf(Found.Nowhere.class);
    assertThat(router.find(Method.GET, "/leads/x/y")).isInstanceOf(Found.Nowhere.class);
    assertThat(router.find(Method.GET, "/")).isInstanceOf(Found.Nowhere.class);
  }

  @Test
  void refusesTwoOfTheSame() {
    assertThatThrownBy(() -> router.add(Method.GET, "/leads", "again"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> router.add(Method.PUT, "/leads/{other}", "renamed"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
