package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.LookNeeded;
import ai.leadmetrics.protocol.inbox.Priority;
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
    if (record.event() instanceof Escalated(var reason, var priority)) {
      return List.of(waiting(record, reason.wire(), priority));
    }
    return record.event() instanceof LookNeeded(var reason)
        ? List.of(waiting(record, reason, Priority.NORMAL))
        : List.of();
  }

  private static Notice waiting(EventRecord record, String reason, Priority priority) {
    return new Notice(
        record.id().tenant(),
        new Audience.Holding(Permission.INBOX_REPLY),
        "conversation-waiting",
        Map.of("reason", reason, "priority", priority.name().toLowerCase(Locale.ROOT)),
        "/inbox/" + record.id().local());
  }
}
