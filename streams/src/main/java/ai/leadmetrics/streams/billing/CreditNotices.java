package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.CreditLedgerEvent.RanLow;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.NoticeSource;
import java.util.List;
import java.util.Map;

/** That a period's credits run low. */
public final class CreditNotices implements NoticeSource {
  @Override
  public String context() {
    return "billing";
  }

  @Override
  public Class<?> events() {
    return RanLow.class;
  }

  @Override
  public List<Notice> of(EventRecord record) {
    var event = (RanLow) record.event();
    return List.of(
        new Notice(
            record.id().tenant(),
            new Audience.Holding(Permission.USAGE_READ),
            "credits-" + event.percent(),
            Map.of(
                "used", Long.toString(event.used()),
                "allowance", Long.toString(event.allowance())),
            "/settings/credits"));
  }
}
