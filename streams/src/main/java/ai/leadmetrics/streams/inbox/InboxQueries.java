package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.Author;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationDetail;
import ai.leadmetrics.protocol.inbox.ConversationDetail.ContactRef;
import ai.leadmetrics.protocol.inbox.ConversationSummary;
import ai.leadmetrics.protocol.inbox.Direction;
import ai.leadmetrics.protocol.inbox.InboxFilter;
import ai.leadmetrics.protocol.inbox.Message;
import ai.leadmetrics.protocol.inbox.Message.AiNote;
import ai.leadmetrics.protocol.inbox.Message.Reaction;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.MessageStatus;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.inbox.Priority;
import ai.leadmetrics.protocol.inbox.Quote;
import ai.leadmetrics.protocol.inbox.ReplyWay;
import ai.leadmetrics.protocol.inbox.Spam;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.crm.LeadsQueries;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Search;
import ai.leadmetrics.streams.kit.TenantSql;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the API reads of conversations. */
public final class InboxQueries {
  /**
   * Added to the time once per rank of priority in cursors, so that one number says both: longer
   * than any two times differ.
   */
  private static final Duration RANK = Duration.ofSeconds(50_000_000_000L);

  private static final long RANK_MICROS = RANK.toSeconds() * 1_000_000;

  private static final String SELECT =
      """
      select c.id, c.contact, l.id as lead, c.channel_kind, c.address, c.last_text, c.last_at,
        coalesce(p.name, c.name, nullif(c.address, ''), c.contact) as name,
        c.last_direction, c.unread, c.owner, c.attention, c.attention_reason, c.priority, c.opened_at,
        c.pending is not null as reply_pending, c.last_in_at, c.spam,
        coalesce(p.opted_out, false) as opted_out,
        case when h.id is null then 'no_channel' when h.paused_at is not null then 'channel_paused'
          when h.broken_at is not null then 'channel_credentials' end as obstacle
      from inbox.conversation c
      left join core.channel h on h.tenant = c.tenant and h.id = c.channel
      left join leads.contact p on p.tenant = c.tenant and p.id = c.contact
      left join leads.lead l on l.tenant = c.tenant and l.contact = c.contact
      where :tenant(c)
      """;

  private static final String MESSAGES =
      """
      select m.id, m.direction, m.author, m.author_name, m.text, m.kind, m.content, m.context,
        m.reactions, m.edited_at, m.deleted, m.at, m.status, m.status_at, m.error, m.ai, m.seq,
        m.via, m.via_address, m.via is not null and m.via <> c.channel_kind as elsewhere,
        q.deleted as quote_deleted
      from inbox.message m
      join inbox.conversation c on c.tenant = m.tenant and c.id = m.conversation
      left join inbox.message q on q.tenant = m.tenant and q.conversation = m.conversation
        and q.id = m.context -> 'quote' ->> 'message'
      where :tenant(m) and m.conversation = :conversation and m.seq < :seq
      order by m.seq desc limit :limit
      """;

  private final Database database;

  public InboxQueries(Database database) {
    this.database = database;
  }

  /**
   * Conversations, the one with the newest message first; where a person is needed, the most urgent
   * before the others.
   *
   * @param q part of a name, phone number or email address
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<ConversationSummary>> conversations(
      TenantId tenant, InboxFilter filter, @Nullable String q, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    var wanted = q == null ? "" : q.strip();
    var sql = page(filter, !wanted.isEmpty());
    return database.read(
        handle -> {
          var query =
              TenantSql.query(handle, tenant, sql)
                  .bind("at", filter == InboxFilter.ATTENTION ? timeOf(from).at() : from.at())
                  .bind("id", from.id())
                  .bind("limit", size + 1);
          if (filter == InboxFilter.ATTENTION) {
            query.bind("rank", rankOf(from));
          }
          if (!wanted.isEmpty()) {
            query
                .bind("text", Search.text(wanted))
                .bind("identifier", LeadsQueries.identifier(wanted));
          }
          var rows = query.map((row, _) -> summary(row)).list();
          return Cursor.page(rows, size, one -> one, one -> cursor(filter, one));
        });
  }

  /** A page of the list; each filter goes by an index that has its order. */
  static String page(InboxFilter filter, boolean searching) {
    boolean ranked = filter == InboxFilter.ATTENTION;
    return SELECT
        + switch (filter) {
          case ALL -> " and c.spam is null";
          case AI -> " and c.spam is null and c.owner = 'AI'";
          case HUMAN -> " and c.spam is null and c.owner = 'HUMAN'";
          case ATTENTION -> " and c.spam is null and c.attention";
          case SPAM -> " and c.spam is not null";
        }
        + (searching ? " and c.contact in " + LeadsQueries.CONTACTS_FOUND : "")
        + (ranked
            ? " and (c.priority, c.last_at, c.id) < (:rank, :at, :id)"
                + " order by c.priority desc, c.last_at desc, c.id desc limit :limit"
            : " and (c.last_at, c.id) < (:at, :id)"
                + " order by c.last_at desc, c.id desc limit :limit");
  }

  /** Higher than any priority for the first page. */
  static int rankOf(Cursor cursor) {
    return (int) Math.floorDiv(cursor.key() + RANK_MICROS / 2, RANK_MICROS);
  }

  static Cursor timeOf(Cursor cursor) {
    return new Cursor(cursor.key() - rankOf(cursor) * RANK_MICROS, cursor.id());
  }

  private static Cursor cursor(InboxFilter filter, ConversationSummary last) {
    return filter == InboxFilter.ATTENTION
        ? ranked(last.priority(), last.lastAt(), last.id())
        : Cursor.of(last.lastAt(), last.id());
  }

  static Cursor ranked(Priority priority, Instant at, String id) {
    return Cursor.of(at.plus(RANK.multipliedBy(priority.rank())), id);
  }

  public CompletionStage<Optional<ConversationDetail>> conversation(TenantId tenant, String id) {
    return database.read(
        handle ->
            TenantSql.query(handle, tenant, SELECT + " and c.id = :id")
                .bind("id", id)
                .map((row, _) -> detail(handle, tenant, row))
                .findOne());
  }

  /** Why nothing can be sent in a conversation, as the detail tells it. */
  public CompletionStage<Optional<String>> obstacle(TenantId tenant, String id) {
    return database.read(
        handle ->
            TenantSql.query(handle, tenant, SELECT + " and c.id = :id")
                .bind("id", id)
                .map((row, _) -> Optional.ofNullable(row.getString("obstacle")))
                .findOne()
                .flatMap(Function.identity()));
  }

  /**
   * The messages of a conversation, the newest first; none where there is no such conversation.
   *
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<Message>> messages(
      TenantId tenant, String conversation, int limit, @Nullable String cursor) {
    record Row(Message message, long seq) {}
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    return database.read(
        handle -> {
          var rows =
              TenantSql.query(handle, tenant, MESSAGES)
                  .bind("conversation", conversation)
                  .bind("seq", from.key())
                  .bind("limit", size + 1)
                  .map((row, _) -> new Row(message(row), row.getLong("seq")))
                  .list();
          return Cursor.page(rows, size, Row::message, row -> new Cursor(row.seq(), ""));
        });
  }

  private static ConversationDetail detail(Handle handle, TenantId tenant, ResultSet row)
      throws SQLException {
    var summary = summary(row);
    var openedAt = required(row, "opened_at");
    var lastIn = instant(row, "last_in_at");
    var closes =
        summary.channel().windowClosesAt(Objects.requireNonNullElse(lastIn, Instant.EPOCH));
    return ConversationDetail.of(
        summary,
        openedAt,
        closes != null && lastIn == null ? openedAt : closes,
        new ContactRef(
            summary.contactId(),
            summary.name(),
            LeadsQueries.otherNames(handle, tenant, summary.contactId()),
            identifiers(handle, tenant, summary.contactId()),
            row.getBoolean("opted_out")),
        LeadsQueries.ofContact(handle, tenant, summary.contactId()).orElse(null),
        row.getString("obstacle"),
        null);
  }

  private static List<Identifier> identifiers(Handle handle, TenantId tenant, String contact) {
    return TenantSql.query(
            handle,
            tenant,
            """
            select i.kind, i.value from leads.identifier i
            where :tenant(i) and i.contact = :contact order by i.kind, i.value
            """)
        .bind("contact", contact)
        .map(
            (row, _) -> new Identifier(Identifier.Kind.valueOf(row.getString(1)), row.getString(2)))
        .list();
  }

  private static ConversationSummary summary(ResultSet row) throws SQLException {
    var spam = row.getString("spam");
    return new ConversationSummary(
        row.getString("id"),
        row.getString("contact"),
        row.getString("lead"),
        row.getString("name"),
        ChannelKind.valueOf(row.getString("channel_kind")),
        row.getString("address"),
        row.getString("last_text"),
        required(row, "last_at"),
        Direction.valueOf(row.getString("last_direction")),
        row.getInt("unread"),
        Owner.valueOf(row.getString("owner")),
        row.getBoolean("attention"),
        row.getString("attention_reason"),
        Priority.of(row.getInt("priority")),
        row.getBoolean("reply_pending"),
        spam == null ? null : Json.read(spam, Spam.class));
  }

  private static Message message(ResultSet row) throws SQLException {
    var content = row.getString("content");
    return new Message(
        row.getString("id"),
        Direction.valueOf(row.getString("direction")),
        Author.valueOf(row.getString("author")),
        row.getString("author_name"),
        row.getString("text"),
        row.getString("kind"),
        content == null ? null : Json.read(content, MessageContent.class),
        context(row),
        reactions(row.getString("reactions")),
        instant(row, "edited_at"),
        row.getBoolean("deleted"),
        required(row, "at"),
        MessageStatus.valueOf(row.getString("status")),
        required(row, "status_at"),
        row.getString("error"),
        ai(row.getString("ai")),
        row.getBoolean("elsewhere")
            ? new ReplyWay(
                ChannelKind.valueOf(row.getString("via")), row.getString("via_address"), null)
            : null);
  }

  /** What was deleted is not shown where it was quoted either. */
  private static MessageContext context(ResultSet row) throws SQLException {
    var json = row.getString("context");
    var context = json == null ? MessageContext.NONE : Json.read(json, MessageContext.class);
    var quote = context.quote();
    return quote != null && row.getBoolean("quote_deleted")
        ? context.withQuote(
            new Quote(quote.providerId(), quote.message(), quote.author(), null, quote.product()))
        : context;
  }

  private static List<Reaction> reactions(String json) {
    return Json.tree(json.getBytes(StandardCharsets.UTF_8)).properties().stream()
        .map(one -> new Reaction(Author.valueOf(one.getKey()), one.getValue().asText()))
        .toList();
  }

  private static @Nullable AiNote ai(@Nullable String json) {
    if (json == null) {
      return null;
    }
    var trace = Json.read(json, AiTrace.class);
    return new AiNote(
        trace.run(),
        trace.model(),
        trace.offline(),
        trace.confidence(),
        trace.action(),
        trace.language(),
        trace.latencyMs());
  }

  private static Instant required(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
