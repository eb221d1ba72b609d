package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.NoticeSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A conversation that needs a person. */
final class InboxNotices implements NoticeSource {
  @Override
  public String context() {
    return "inbox";
  }

  @Override
  public Class<?> events() {
    return ConversationEvent.class;
  }

  @Override
  public List<Notice> of(EventRecord record) {
    return record.event() instanceof Escalated(var reason, var priority)
        ? List.of(
            new Notice(
                record.id().tenant(),
                new Audience.Holding(Permission.INBOX_REPLY),
                "conversation-waiting",
                Map.of(
                    "reason", reason.wire(), "priority", priority.name().toLowerCase(Locale.ROOT)),
                "/inbox/" + record.id().local()))
        : List.of();
  }
}
