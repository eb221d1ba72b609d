package ai.leadmetrics.streams.kit;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Recorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Appends events as the journal plug-in does, in transactions that the test holds in its hand. */
final class JournalWriter {
  private final Jdbi jdbi;
  private final Map<EntityId, AtomicLong> sequences = new ConcurrentHashMap<>();

  JournalWriter(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void append(String kind, EntityId id, Object event) {
    jdbi.useTransaction(handle -> append(handle, kind, id, event));
  }

  void append(Handle handle, String kind, EntityId id, Object event) {
    long seq = sequences.computeIfAbsent(id, _ -> new AtomicLong()).incrementAndGet();
    var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var json = EventCodec.write(new Recorded<>("c" + seq, "customer", at, event));
    handle
        .createUpdate(
            """
            insert into public.event_journal (persistence_id, sequence_number, writer,
              write_timestamp, event_ser_id, event_ser_manifest, event_payload)
            values (?, ?, 'test', ?, 0, '', ?)
            """)
        .bind(0, kind + "|" + id.key())
        .bind(1, seq)
        .bind(2, at.toEpochMilli())
        .bind(3, json)
        .execute();
  }

  /** The first events of a new conversation, in one transaction. */
  void open(EntityId conversation) {
    jdbi.useTransaction(
        handle -> append(handle, "Conversation", conversation, opened(conversation)));
  }

  void receive(EntityId conversation, String message, String text) {
    append("Conversation", conversation, received(message, text));
  }

  static Opened opened(EntityId conversation) {
    var tenant = conversation.tenant();
    return new Opened(
        EntityId.derived(tenant, Kind.CHANNEL, "c"),
        ChannelKind.WHATSAPP,
        EntityId.derived(tenant, Kind.CONTACT, conversation.local()),
        "919811000000",
        "Asha",
        List.of(new Identifier(Identifier.Kind.PHONE, "+919811000000")),
        Owner.AI);
  }

  static MessageReceived received(String message, String text) {
    return new MessageReceived(
        message,
        "wamid." + message,
        MessageContent.text(text),
        MessageContext.NONE,
        Instant.parse("2026-01-02T03:04:05Z"));
  }
}
