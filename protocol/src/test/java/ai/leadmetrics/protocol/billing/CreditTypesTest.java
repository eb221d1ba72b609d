package ai.leadmetrics.protocol.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CreditTypesTest {
  @Test
  void thereAreTwentySix() {
    assertThat(CreditTypes.all()).hasSize(26).extracting(CreditType::name).doesNotHaveDuplicates();
  }

  @Test
  void eachHasAUnitARateAndAPrice() {
    assertThat(CreditTypes.all())
        .allSatisfy(
            type -> {
              assertThat(type.name()).matches("[a-z]+(-[a-z]+)*");
              assertThat(type.unit()).isNotBlank();
              assertThat(type.rate()).isPositive();
              assertThat(type.overagePaise()).isPositive();
            });
  }

  @Test
  void unknownOnesAreNotThere() {
    assertThat(CreditTypes.named("lead-responder")).isPresent();
    assertThat(CreditTypes.named("no-such-agent")).isEmpty();
  }
}
