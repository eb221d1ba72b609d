package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.streams.inbox.InboxFold.ConversationChange;
import ai.leadmetrics.streams.kit.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements of the inbox view. */
final class InboxTables {
  private static final String INSERT_CONVERSATIONS =
      """
      insert into conversation (tenant, id, channel, channel_kind, contact, address, name,
        opened_at, last_text, last_at, last_direction, last_in_at, unread, owner, attention,
        attention_reason, pending)
      select tenant, id, channel, channel_kind, contact, address, name,
        opened_at, coalesce(last_text, ''), coalesce(last_at, opened_at),
        coalesce(last_direction, 'IN'), last_in_at, unread, owner, coalesce(attention, false),
        attention_reason, nullif(pending, '')
      from :rows as r (tenant, id, channel, channel_kind, contact, address, name,
        opened_at, last_text, last_at, last_direction, last_in_at, unread, owner, attention,
        attention_reason, pending)
      """;

  private static final List<String> INSERT_CONVERSATION_TYPES =
      List.of(
          "text",
          "text",
          "text",
          "text",
          "text",
          "text",
          "text",
          "timestamptz",
          "text",
          "timestamptz",
          "text",
          "timestamptz",
          "int4",
          "text",
          "bool",
          "text",
          "text");

  private static final String UPDATE_CONVERSATIONS =
      """
      update conversation c set
        last_text = coalesce(r.last_text, c.last_text),
        last_at = coalesce(r.last_at, c.last_at),
        last_direction = coalesce(r.last_direction, c.last_direction),
        last_in_at = coalesce(r.last_in_at, c.last_in_at),
        unread = r.unread + case when r.unread_reset then 0 else c.unread end,
        owner = coalesce(r.owner, c.owner),
        attention = coalesce(r.attention, c.attention),
        attention_reason =
          case when r.attention is null then c.attention_reason else r.attention_reason end,
        pending = case when r.pending is null then c.pending else nullif(r.pending, '') end
      from :rows as r (tenant, id, last_text, last_at, last_direction, last_in_at, unread_reset,
        unread, owner, attention, attention_reason, pending)
      where c.tenant = r.tenant and c.id = r.id
      """;

  private static final List<String> UPDATE_CONVERSATION_TYPES =
      List.of(
          "text",
          "text",
          "text",
          "timestamptz",
          "text",
          "timestamptz",
          "bool",
          "int4",
          "text",
          "bool",
          "text",
          "text");

  // An entity recognises a repeated delivery within a bounded window; beyond it the id still does.
  private static final String INSERT_MESSAGES =
      """
      insert into message (tenant, conversation, id, seq, direction, author, author_name, text,
        kind, at, status, status_at, error, ai)
      select * from :rows as r
      on conflict (tenant, conversation, id) do nothing
      """;

  private static final List<String> INSERT_MESSAGE_TYPES =
      List.of(
          "text",
          "text",
          "text",
          "int8",
          "text",
          "text",
          "text",
          "text",
          "text",
          "timestamptz",
          "text",
          "timestamptz",
          "text",
          "text");

  private static final String UPDATE_MESSAGES =
      """
      update message m set status = r.status, status_at = r.status_at, error = r.error
      from :rows as r (tenant, conversation, id, status, status_at, error)
      where m.tenant = r.tenant and m.conversation = r.conversation and m.id = r.id
      """;

  private static final List<String> UPDATE_MESSAGE_TYPES =
      List.of("text", "text", "text", "text", "timestamptz", "text");

  private InboxTables() {}

  static void write(Handle handle, InboxFold fold) {
    var opened = new ArrayList<@Nullable Object[]>();
    var changed = new ArrayList<@Nullable Object[]>();
    fold.conversations.forEach(
        (id, change) -> {
          var event = change.opened;
          if (event == null) {
            changed.add(changed(id.tenant().value(), id.local(), change));
          } else {
            opened.add(
                new @Nullable Object[] {
                  id.tenant().value(),
                  id.local(),
                  event.channel().local(),
                  event.channelKind(),
                  event.contact().local(),
                  event.address(),
                  event.name(),
                  change.openedAt,
                  change.lastText,
                  change.lastAt,
                  change.lastDirection,
                  change.lastInAt,
                  change.unread,
                  change.owner,
                  change.attention,
                  change.attentionReason,
                  change.pending
                });
          }
        });
    Rows.write(handle, INSERT_CONVERSATIONS, INSERT_CONVERSATION_TYPES, opened);
    Rows.write(handle, UPDATE_CONVERSATIONS, UPDATE_CONVERSATION_TYPES, changed);
    writeMessages(handle, fold);
  }

  private static @Nullable Object[] changed(String tenant, String id, ConversationChange change) {
    return new @Nullable Object[] {
      tenant,
      id,
      change.lastText,
      change.lastAt,
      change.lastDirection,
      change.lastInAt,
      change.unreadReset,
      change.unread,
      change.owner,
      change.attention,
      change.attentionReason,
      change.pending
    };
  }

  private static void writeMessages(Handle handle, InboxFold fold) {
    var inserted = new ArrayList<@Nullable Object[]>();
    var updated = new ArrayList<@Nullable Object[]>();
    fold.messages.forEach(
        (key, change) -> {
          var tenant = key.conversation().tenant().value();
          var conversation = key.conversation().local();
          var row = change.row;
          if (row == null) {
            updated.add(
                new @Nullable Object[] {
                  tenant, conversation, key.message(), change.status, change.statusAt, change.error
                });
          } else {
            inserted.add(
                new @Nullable Object[] {
                  tenant,
                  conversation,
                  key.message(),
                  row.seq(),
                  row.direction(),
                  row.author(),
                  row.authorName(),
                  row.text(),
                  row.kind(),
                  row.at(),
                  change.status,
                  change.statusAt,
                  change.error,
                  row.ai()
                });
          }
        });
    Rows.write(handle, INSERT_MESSAGES, INSERT_MESSAGE_TYPES, inserted);
    Rows.write(handle, UPDATE_MESSAGES, UPDATE_MESSAGE_TYPES, updated);
  }
}
