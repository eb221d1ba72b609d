package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
