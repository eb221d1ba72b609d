package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.tenancy.BusinessInfo;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.TenantSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultPartyTest {
  private static TenantFacts facts(
      @Nullable String state, @Nullable String country, @Nullable String gstin) {
    var info =
        new BusinessInfo(
            "Lotus Pvt Ltd",
            "M.G. Road",
            "Kochi",
            state,
            "682001",
            country,
            gstin,
            null,
            null,
            null,
            null);
    return TenantFacts.NONE.with(TenantSettings.of(info));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "Kerala,IN,-,32",
        "kerala,-,-,32",
        "Somewhere,IN,-,-",
        "Kerala,IN,27AAPFU0939F1ZV,27",
        "Kerala,IN,27AAPFU0939F1ZW,32",
        "Dubai,AE,-,-"
      })
  void theStateComesFromTheTaxNumberOrItsName(
      @Nullable String named,
      @Nullable String country,
      @Nullable String gstin,
      @Nullable String state) {
    var party = DefaultParty.of(facts(named, country, gstin), "acme");
    assertThat(party.state()).isEqualTo(state);
    assertThat(party.legalName()).isEqualTo("Lotus Pvt Ltd");
    assertThat(party.address()).contains("M.G. Road, Kochi");
  }

  @Test
  void whoeverSaidNothingIsCalledByTheirId() {
    var party = DefaultParty.of(TenantFacts.NONE, "acme");
    assertThat(party.legalName()).isEqualTo("acme");
    assertThat(party.inIndia()).isTrue();
    assertThat(party.gstin()).isNull();
  }
}
