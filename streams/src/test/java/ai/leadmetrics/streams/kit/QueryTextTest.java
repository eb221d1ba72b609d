package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.streams.crm.LeadsQueries;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {
  @Test
  void aQueryWithoutTenantClauseIsRefused() {
    assertThatThrownBy(() -> TenantSql.clause("select * from inbox.conversation c"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(TenantSql.clause("select * from t x where :tenant(x) and y"))
        .isEqualTo("select * from t x where x.tenant = :tenant and y");
  }

  @Test
  void whatIsTypedMatchesItselfOnly() {
    assertThat(Search.text(" 50%_Off\\ ")).isEqualTo("%50\\%\\_off\\\\%");
    assertThat(Search.identifier("+91 (98) 11-00")).isEqualTo("%+91981100%");
    assertThat(Search.identifier("Anne-Marie.K@x.example")).isEqualTo("%anne-marie.k@x.example%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "98765 43210",
        "098765 43210",
        "098765-43210",
        "98765\u201143210",
        "९८७६५ ४३२१०",
        "98765.43210"
      })
  void aNumberIsFoundHoweverItIsTyped(String typed) {
    assertThat(Search.identifier(typed)).isEqualTo("%9876543210%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+91-98765-43210", "+91 098765 43210", "0091 98765 43210", "+91-0-98765 43210"})
  void aNumberInFullIsFoundInItsOneForm(String typed) {
    assertThat(LeadsQueries.identifier(typed)).endsWith("919876543210%");
  }

  @Test
  void aNumberInFullIsFoundWithoutItsNinthDigitToo() {
    assertThat(LeadsQueries.identifier("+55 41 7898-3507")).isEqualTo("%+5541978983507%");
    assertThat(LeadsQueries.identifier("+91 98")).isEqualTo("%+9198%");
  }

  @Test
  void secretsOpenOnlyWhereTheyBelong(@TempDir Path folder) {
    var config =
        ConfigFactory.parseMap(
            Map.of(
                "leadmetrics.secrets.keyset",
                "",
                "leadmetrics.secrets.file",
                folder.resolve("keys/set.json").toString()));
    var sealed = Secrets.open(config).seal("token", "chan_1");
    // A second node, or the same one after a restart, finds the keyset.
    var again = Secrets.open(config);

    assertThat(again.open(sealed, "chan_1")).isEqualTo("token");
    assertThatThrownBy(() -> again.open(sealed, "chan_2"))
        .isInstanceOf(IllegalStateException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> again.open(sealed, "chan_1"))
        .isInstanceOf(IllegalStateException.class);
  }
}
