package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class InvoiceQueriesTest {
  @Test
  void aFileThatWouldLackDocumentsIsNotMade() {
    int most = InvoiceQueries.MAX_EXPORTED;
    assertThat(InvoiceQueries.whole(Collections.nCopies(most, "inv"))).hasSize(most);
    assertThatThrownBy(() -> InvoiceQueries.whole(Collections.nCopies(most + 1, "inv")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("10000");
  }
}
