package ai.leadmetrics.streams.crm;

import ai.leadmetrics.protocol.crm.LeadEvent;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadOpened;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadQualified;
import ai.leadmetrics.protocol.crm.LeadEvent.LeadStatusChanged;
import ai.leadmetrics.protocol.crm.LeadScore;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.NoticeSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** New leads, and those that become hot. */
final class LeadNotices implements NoticeSource {
  @Override
  public String context() {
    return "crm";
  }

  @Override
  public Class<?> events() {
    return LeadEvent.class;
  }

  @Override
  public List<Notice> of(EventRecord record) {
    return switch ((LeadEvent) record.event()) {
      case LeadOpened(_, _, var name, _, _) ->
          notice(record, "lead-new", Map.of("name", Objects.requireNonNullElse(name, "unknown")));
      case LeadQualified(_, var before, var score)
          when score == LeadScore.HOT && before != LeadScore.HOT ->
          notice(record, "lead-hot", Map.of());
      case LeadQualified _, LeadStatusChanged _ -> List.of();
    };
  }

  private static List<Notice> notice(EventRecord record, String type, Map<String, String> values) {
    return List.of(
        new Notice(
            record.id().tenant(),
            new Audience.Holding(Permission.LEADS_WRITE),
            type,
            values,
            "/leads/" + record.id().local()));
  }
}
