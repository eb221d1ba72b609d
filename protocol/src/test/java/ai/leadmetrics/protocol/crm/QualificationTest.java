package ai.leadmetrics.protocol.crm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QualificationTest {
  @Test
  void newerAnswersWinAndSilenceChangesNothing() {
    var before = new Qualification("room", null, "₹10k", null, null, null);
    var after = before.merge(new Qualification(null, "today", "₹12k", null, null, null));
    assertThat(after).isEqualTo(new Qualification("room", "today", "₹12k", null, null, null));
    assertThat(after.known()).isEqualTo(3);
    assertThat(after.merge(Qualification.NONE)).isEqualTo(after);
  }
}
