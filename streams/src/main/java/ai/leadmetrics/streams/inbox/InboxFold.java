package ai.leadmetrics.streams.inbox;

import static ai.leadmetrics.protocol.inbox.MessageStatus.DELIVERED;
import static ai.leadmetrics.protocol.inbox.MessageStatus.DROPPED;
import static ai.leadmetrics.protocol.inbox.MessageStatus.FAILED;
import static ai.leadmetrics.protocol.inbox.MessageStatus.QUEUED;
import static ai.leadmetrics.protocol.inbox.MessageStatus.READ;
import static ai.leadmetrics.protocol.inbox.MessageStatus.RECEIVED;
import static ai.leadmetrics.protocol.inbox.MessageStatus.SENDING;
import static ai.leadmetrics.protocol.inbox.MessageStatus.SENT;
import static ai.leadmetrics.protocol.inbox.MessageStatus.UNKNOWN;

import ai.leadmetrics.protocol.inbox.Author;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.HandedBack;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDelivered;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDropped;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageFailed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRead;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageSent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageUnconfirmed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReadByTeam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendAttempted;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendDeferred;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import ai.leadmetrics.protocol.inbox.Direction;
import ai.leadmetrics.protocol.inbox.MessageStatus;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.EventRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a batch of events changes, folded in memory so that it takes four statements to write. */
final class InboxFold {
  /** Sorted, so that two writers never lock the same rows in different orders. */
  private static final Comparator<EntityId> ORDER = Comparator.comparing(EntityId::key);

  /** Addresses a message: its id is unique within its conversation only. */
  record MessageKey(EntityId conversation, String message) {}

  final TreeMap<EntityId, ConversationChange> conversations = new TreeMap<>(ORDER);
  final TreeMap<MessageKey, MessageChange> messages =
      new TreeMap<>(
          Comparator.comparing(MessageKey::conversation, ORDER).thenComparing(MessageKey::message));

  void add(EventRecord record) {
    var id = record.id();
    var at = record.recorded().at();
    var conversation = conversations.computeIfAbsent(id, _ -> new ConversationChange());
    switch ((ConversationEvent) record.event()) {
      case Opened opened -> conversation.open(opened, at);
      case MessageReceived in -> {
        conversation.received(in, at);
        message(id, in.message()).insert(received(in, record.seq()));
      }
      case ReplyRequested(var reply, _) -> conversation.pending = reply;
      case ReplyDiscarded _ -> conversation.pending = "";
      case ReplyQueued out -> {
        conversation.queued(out, at);
        message(id, out.message()).insert(queued(out, record.seq(), at));
      }
      case SendAttempted(var message, _) -> message(id, message).status(SENDING, at, null);
      case SendDeferred(var message, _) -> message(id, message).status(QUEUED, at, null);
      case MessageSent(var message, _) -> message(id, message).status(SENT, at, null);
      case MessageDelivered(var message, var when) ->
          message(id, message).status(DELIVERED, when, null);
      case MessageRead(var message, var when) -> message(id, message).status(READ, when, null);
      case MessageFailed(var message, var error) -> {
        message(id, message).status(FAILED, at, error);
        conversation.attention("delivery_failed");
      }
      case MessageUnconfirmed(var message, var error) -> {
        message(id, message).status(UNKNOWN, at, error);
        conversation.attention("delivery_unknown");
      }
      case MessageDropped(var message, var reason) ->
          message(id, message).status(DROPPED, at, reason);
      case TakenOver _ -> conversation.owned(Owner.HUMAN);
      case HandedBack _ -> conversation.owned(Owner.AI);
      case Escalated(var reason) -> {
        conversation.owned(Owner.HUMAN);
        conversation.attention(reason);
      }
      case ReadByTeam _ -> conversation.seen();
    }
  }

  void write(Handle handle) {
    InboxTables.write(handle, this);
  }

  private MessageChange message(EntityId conversation, String message) {
    return messages.computeIfAbsent(
        new MessageKey(conversation, message), _ -> new MessageChange());
  }

  private static NewMessage received(MessageReceived in, long seq) {
    return new NewMessage(
        seq,
        Direction.IN,
        Author.CUSTOMER,
        null,
        in.text(),
        in.kind(),
        in.sentAt(),
        RECEIVED,
        null);
  }

  private static NewMessage queued(ReplyQueued out, long seq, Instant at) {
    var ai = out.ai();
    return new NewMessage(
        seq,
        Direction.OUT,
        ai == null ? Author.HUMAN : Author.AI,
        out.userName(),
        out.text(),
        "text",
        at,
        QUEUED,
        ai == null ? null : Json.text(ai));
  }

  /** A row of the table message. */
  record NewMessage(
      long seq,
      Direction direction,
      Author author,
      @Nullable String authorName,
      String text,
      String kind,
      Instant at,
      MessageStatus status,
      @Nullable String ai) {}

  /** What happens to one message in the batch: it appears, its status changes, or both. */
  static final class MessageChange {
    @Nullable NewMessage row;
    @Nullable MessageStatus status;
    @Nullable Instant statusAt;
    @Nullable String error;

    void insert(NewMessage message) {
      row = message;
      status(message.status(), message.at(), null);
    }

    void status(MessageStatus reached, Instant at, @Nullable String why) {
      status = reached;
      statusAt = at;
      error = why;
    }
  }

  /** What happens to one conversation in the batch; absent where nothing does. */
  static final class ConversationChange {
    private static final int PREVIEW = 280;

    @Nullable Opened opened;
    @Nullable Instant openedAt;
    @Nullable String lastText;
    @Nullable Instant lastAt;
    @Nullable Direction lastDirection;
    @Nullable Instant lastInAt;
    boolean unreadReset;
    int unread;
    @Nullable Owner owner;
    @Nullable Boolean attention;
    @Nullable String attentionReason;

    /** Empty: no reply is pending any more. */
    @Nullable String pending;

    void open(Opened event, Instant at) {
      opened = event;
      openedAt = at;
      owner = event.owner();
    }

    void received(MessageReceived in, Instant at) {
      last(in.text().isBlank() ? "[" + in.kind() + "]" : in.text(), at, Direction.IN);
      lastInAt = in.sentAt();
      unread++;
    }

    void queued(ReplyQueued out, Instant at) {
      last(out.text(), at, Direction.OUT);
      if (out.reply() != null) {
        pending = "";
      }
      if (out.user() != null) {
        seen();
        attended();
      }
    }

    void owned(Owner by) {
      owner = by;
      attended();
    }

    void attention(String reason) {
      attention = true;
      attentionReason = reason;
    }

    void attended() {
      attention = false;
      attentionReason = null;
    }

    void seen() {
      unreadReset = true;
      unread = 0;
    }

    private void last(String text, Instant at, Direction direction) {
      int end = Math.min(text.length(), PREVIEW);
      boolean split = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
      lastText = text.substring(0, split ? end - 1 : end);
      lastAt = at;
      lastDirection = direction;
    }
  }
}
