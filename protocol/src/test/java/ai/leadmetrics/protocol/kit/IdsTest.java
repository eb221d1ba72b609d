package ai.leadmetrics.protocol.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final TenantId ACME = new TenantId("acme");

  @Test
  void laterIdsSortAfterEarlierOnes() {
    var ids = Stream.generate(() -> Ids.next(Kind.LEAD)).limit(1000).toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.startsWith("lead_"));
  }

  @Test
  void derivedIdsAgreeAndKeepTheirPartsApart() {
    assertThat(Ids.derived(Kind.MESSAGE, "a", "b")).isEqualTo(Ids.derived(Kind.MESSAGE, "a", "b"));
    assertThat(Ids.derived(Kind.MESSAGE, "a", "b")).isNotEqualTo(Ids.derived(Kind.MESSAGE, "ab"));
    assertThat(Ids.derived(Kind.MESSAGE, "ab", "c"))
        .isNotEqualTo(Ids.derived(Kind.MESSAGE, "a", "bc"));
  }

  @Test
  void aKeyReadsBackAsTheSameId() {
    var id = EntityId.next(ACME, Kind.CONVERSATION);
    assertThat(EntityId.parse(id.key())).isEqualTo(id);
    assertThat(Json.read(Json.bytes(id), EntityId.class)).isEqualTo(id);
    assertThat(id.is(Kind.CONVERSATION)).isTrue();
    assertThat(id.is(Kind.LEAD)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a", "-x", "a b", "a:b", "ünder", "a/../b"})
  void tenantsAreSlugs(String text) {
    assertThatThrownBy(() -> new TenantId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "conv_1", "acme:", "acme:conv", "acme:conv_", "acme:conv_1:2", "x%:y"})
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> EntityId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void positionsGrowByTransactionThenRow() {
    var low = new Position(9, 100);
    var high = new Position(10, 1);
    assertThat(high.isAfter(low)).isTrue();
    assertThat(low.isAfter(low)).isFalse();
    assertThat(Position.parse(high.toString())).isEqualTo(high);
    assertThatThrownBy(() -> Position.parse("10")).isInstanceOf(IllegalArgumentException.class);
  }
}
