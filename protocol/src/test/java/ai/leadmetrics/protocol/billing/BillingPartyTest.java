package ai.leadmetrics.protocol.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BillingPartyTest {
  private static List<String> warnings(String address, String country, @Nullable String state) {
    return new BillingParty("Inn", address, country, state, null, null, false)
        .warnings().stream().map(BillingParty.Warning::message).toList();
  }

  @Test
  void addressPinCodeAndStateThatAgreeAreNotMentioned() {
    assertThat(warnings("1 Road, Chennai, Tamil Nadu, 600001", "IN", "33")).isEmpty();
    assertThat(warnings("1 Road\nKochi 682001", "IN", "32")).isEmpty();
    assertThat(warnings("1 Road, Berlin 600001", "DE", null)).isEmpty();
  }

  @Test
  void aPinCodeOfAnotherStateIsAWarning() {
    assertThat(warnings("1 Road, Town, 600001", "IN", "32"))
        .singleElement()
        .asString()
        .contains("The PIN code is in Tamil Nadu", "the state for GST is Kerala");
  }

  @Test
  void anotherStateInTheAddressIsAWarning() {
    assertThat(warnings("1 Road, Bhubaneswar, Orissa - 751001", "IN", "32"))
        .hasSize(2)
        .first()
        .asString()
        .contains("The address names Odisha");
  }

  @Test
  void noStateAtAllIsAWarning() {
    assertThat(warnings("1 Road", "IN", null)).hasSize(1);
  }
}
