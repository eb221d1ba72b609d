package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.inbox.InboxFold.ConversationChange;
import ai.leadmetrics.streams.inbox.InboxFold.MessageChange;
import ai.leadmetrics.streams.inbox.InboxFold.MessageKey;
import ai.leadmetrics.streams.inbox.InboxFold.NewMessage;
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
        attention_reason, pending, last_message, priority, spam)
      select tenant, id, channel, channel_kind, contact, address, name,
        opened_at, coalesce(last_text, ''), coalesce(last_at, opened_at),
        coalesce(last_direction, 'IN'), last_in_at, unread, owner, coalesce(attention, false),
        attention_reason, nullif(pending, ''), last_message, priority,
        case when is_spam then spam end
      from :rows as r (tenant, id, channel, channel_kind, contact, address, name,
        opened_at, last_text, last_at, last_direction, last_in_at, unread, owner, attention,
        attention_reason, pending, last_message, priority, is_spam, spam)
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
          "text",
          "text",
          "int2",
          "bool",
          "jsonb");

  private static final String UPDATE_CONVERSATIONS =
      """
      update conversation c set
        last_text = coalesce(r.last_text, c.last_text),
        last_at = coalesce(r.last_at, c.last_at),
        last_direction = coalesce(r.last_direction, c.last_direction),
        last_in_at = greatest(r.last_in_at, c.last_in_at),
        unread = r.unread + case when r.unread_reset then 0 else c.unread end,
        owner = coalesce(r.owner, c.owner),
        attention = coalesce(r.attention,
          c.attention and not (r.unread_reset and starts_with(c.attention_reason, 'look_'))),
        attention_reason = case
          when r.attention is null then case
            when r.unread_reset and starts_with(c.attention_reason, 'look_') then null
            else c.attention_reason end
          when c.attention and starts_with(r.attention_reason, 'look_') then c.attention_reason
          else r.attention_reason end,
        priority = case
          when r.attention is null or c.attention and starts_with(r.attention_reason, 'look_')
            then c.priority
          else r.priority end,
        pending = case when r.pending is null then c.pending else nullif(r.pending, '') end,
        last_message = coalesce(r.last_message, c.last_message),
        address = coalesce(r.address, c.address),
        spam = case when r.is_spam is null then c.spam when r.is_spam then r.spam end
      from :rows as r (tenant, id, last_text, last_at, last_direction, last_in_at, unread_reset,
        unread, owner, attention, attention_reason, pending, last_message, address, priority,
        is_spam, spam)
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
          "text",
          "text",
          "text",
          "int2",
          "bool",
          "jsonb");

  private static final String UPDATE_PREVIEWS =
      """
      update conversation c set last_text = r.text
      from :rows as r (tenant, conversation, message, text)
      where c.tenant = r.tenant and c.id = r.conversation and c.last_message = r.message
      """;

  private static final List<String> UPDATE_PREVIEW_TYPES = List.of("text", "text", "text", "text");

  // An entity recognises a repeated delivery within a bounded window; beyond it the id still does.
  private static final String INSERT_MESSAGES =
      """
      insert into message (tenant, conversation, id, seq, direction, author, author_name, text,
        kind, content, context, reactions, edited_at, deleted, at, status, status_at, error, ai, via,
        via_address)
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
          "jsonb",
          "jsonb",
          "jsonb",
          "timestamptz",
          "bool",
          "timestamptz",
          "text",
          "timestamptz",
          "text",
          "text",
          "text",
          "text");

  private static final String UPDATE_MESSAGES =
      """
      update message m set status = coalesce(r.status, m.status),
        status_at = coalesce(r.status_at, m.status_at),
        error = case when r.status is null then m.error else r.error end,
        text = coalesce(r.text, m.text), kind = coalesce(r.kind, m.kind),
        content = case when r.deleted then null else coalesce(r.content, m.content) end,
        reactions = jsonb_strip_nulls(m.reactions || r.reactions),
        edited_at = coalesce(r.edited_at, m.edited_at), deleted = m.deleted or r.deleted
      from :rows as r (tenant, conversation, id, status, status_at, error, text, kind, content,
        reactions, edited_at, deleted)
      where m.tenant = r.tenant and m.conversation = r.conversation and m.id = r.id
      """;

  private static final List<String> UPDATE_MESSAGE_TYPES =
      List.of(
          "text",
          "text",
          "text",
          "text",
          "timestamptz",
          "text",
          "text",
          "text",
          "jsonb",
          "jsonb",
          "timestamptz",
          "bool");

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
                  change.address == null ? event.address() : change.address,
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
                  change.pending,
                  change.lastMessage,
                  (short) change.priority.rank(),
                  change.isSpam,
                  change.spam == null ? null : Json.text(change.spam)
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
      change.pending,
      change.lastMessage,
      change.address,
      (short) change.priority.rank(),
      change.isSpam,
      change.spam == null ? null : Json.text(change.spam)
    };
  }

  private static void writeMessages(Handle handle, InboxFold fold) {
    var inserted = new ArrayList<@Nullable Object[]>();
    var updated = new ArrayList<@Nullable Object[]>();
    var previews = new ArrayList<@Nullable Object[]>();
    fold.messages.forEach(
        (key, change) -> {
          var row = change.row;
          if (row == null) {
            updated.add(updated(key, change));
          } else {
            inserted.add(inserted(key, row, change));
          }
          if (change.preview != null) {
            previews.add(
                new @Nullable Object[] {
                  key.conversation().tenant().value(),
                  key.conversation().local(),
                  key.message(),
                  change.preview
                });
          }
        });
    Rows.write(handle, INSERT_MESSAGES, INSERT_MESSAGE_TYPES, inserted);
    Rows.write(handle, UPDATE_MESSAGES, UPDATE_MESSAGE_TYPES, updated);
    Rows.write(handle, UPDATE_PREVIEWS, UPDATE_PREVIEW_TYPES, previews);
  }

  private static @Nullable Object[] inserted(MessageKey key, NewMessage row, MessageChange change) {
    var content = change.content == null ? row.content() : change.content;
    return new @Nullable Object[] {
      key.conversation().tenant().value(),
      key.conversation().local(),
      key.message(),
      row.seq(),
      row.direction(),
      row.author(),
      row.authorName(),
      change.deleted ? "" : content.readable(),
      content.kind(),
      change.deleted ? null : Json.text(content),
      row.context() == null ? null : Json.text(row.context()),
      change.reactions(),
      change.editedAt,
      change.deleted,
      row.at(),
      change.status,
      change.statusAt,
      change.error,
      row.ai(),
      row.via(),
      row.viaAddress()
    };
  }

  private static @Nullable Object[] updated(MessageKey key, MessageChange change) {
    var content = change.content;
    return new @Nullable Object[] {
      key.conversation().tenant().value(),
      key.conversation().local(),
      key.message(),
      change.status,
      change.statusAt,
      change.error,
      change.deleted ? "" : content == null ? null : content.readable(),
      content == null ? null : content.kind(),
      content == null ? null : Json.text(content),
      change.reactions(),
      change.editedAt,
      change.deleted
    };
  }
}
