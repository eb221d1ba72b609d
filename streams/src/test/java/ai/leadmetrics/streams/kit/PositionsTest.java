package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.kit.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PositionsTest {
  private static final TenantId ONE = new TenantId("one");
  private static final TenantId TWO = new TenantId("two");

  @Test
  void whatAPartitionHadBeforeIsADuplicate() {
    var duplicates = new Duplicates();

    assertThat(
            List.of("5.1", "5.2", "6.1", "5.2", "6.1", "6.2").stream()
                .map(position -> duplicates.isNew(record(0, position))))
        .containsExactly(true, true, true, false, false, true);
  }

  @Test
  void partitionsDoNotAffectEachOther() {
    var duplicates = new Duplicates();

    assertThat(duplicates.isNew(record(0, "9.1"))).isTrue();
    assertThat(duplicates.isNew(record(1, "5.1"))).isTrue();
    assertThat(duplicates.isNew(record(1, "5.1"))).isFalse();
  }

  @Test
  void positionsCompareAsNumbers() {
    assertThat(Position.parse("10.1").isAfter(Position.parse("9.99"))).isTrue();
    assertThat(Position.parse("9.100").isAfter(Position.parse("9.99"))).isTrue();
    assertThat(Position.parse("9.99").isAfter(Position.parse("9.99"))).isFalse();
  }

  @Test
  void ofNoticesThatAskForTheSameFetchTheNewestIsSent() {
    var notices =
        Live.byTenant(
            List.of(
                notice(ONE, "inbox", "conv_a", 1),
                notice(TWO, "inbox", "conv_a", 2),
                notice(ONE, "inbox", "conv_b", 3),
                notice(ONE, "inbox", "conv_a", 4)));

    assertThat(notices.get(ONE))
        .containsExactly(notice(ONE, "inbox", "conv_b", 3), notice(ONE, "inbox", "conv_a", 4));
    assertThat(notices.get(TWO)).containsExactly(notice(TWO, "inbox", "conv_a", 2));
  }

  private static LiveNotice notice(TenantId tenant, String topic, String entity, long at) {
    return new LiveNotice(tenant, topic, "message-received", entity, new Position(1, at));
  }

  private static ConsumerRecord<String, byte[]> record(int partition, String position) {
    var record = new ConsumerRecord<>("events.inbox", partition, 0, "acme:conv_1", new byte[0]);
    record.headers().add(Topics.POSITION, position.getBytes(StandardCharsets.US_ASCII));
    return record;
  }
}
