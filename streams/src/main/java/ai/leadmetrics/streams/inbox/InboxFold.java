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
import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.AddressChanged;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.HandedBack;
import ai.leadmetrics.protocol.inbox.ConversationEvent.LookNeeded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MarkedAsNotSpam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MarkedAsSpam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDelivered;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageDropped;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageEchoed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageFailed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRead;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRevised;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageSent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageUnconfirmed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReadByTeam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyRequested;
import ai.leadmetrics.protocol.inbox.ConversationEvent.RevisionHeld;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendAttempted;
import ai.leadmetrics.protocol.inbox.ConversationEvent.SendDeferred;
import ai.leadmetrics.protocol.inbox.ConversationEvent.TakenOver;
import ai.leadmetrics.protocol.inbox.Direction;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.MessageStatus;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.inbox.Priority;
import ai.leadmetrics.protocol.inbox.Revision.Edited;
import ai.leadmetrics.protocol.inbox.Revision.Reacted;
import ai.leadmetrics.protocol.inbox.Revision.Revoked;
import ai.leadmetrics.protocol.inbox.Spam;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Outcome;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a batch of events changes, folded in memory so that it takes four statements to write. */
final class InboxFold {
  private static final int PREVIEW = 280;
  private static final String DELETED = "Deleted message";

  /** Why a message waits until somebody acts; other waits are short and nobody's concern. */
  private static final Set<String> WAITING =
      Set.of(Outcome.CHANNEL_PAUSED, Outcome.CHANNEL_CREDENTIALS);

  /** Who of the team wrote there is not told. */
  private static final String PHONE = "WhatsApp app on the phone";

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
      case MessageEchoed echo -> {
        conversation.echoed(echo, at);
        message(id, echo.message()).insert(echoed(echo, record.seq()));
      }
      case MessageRevised revised -> {
        var change = message(id, revised.message());
        change.revise(revised);
        conversation.revised(revised.message(), change.preview);
      }
      case AddressChanged(var address) -> conversation.address = address;
      case LookNeeded(var reason) -> conversation.look(reason);
      case ReplyRequested(var reply, _) -> conversation.pending = reply;
      case ReplyDiscarded _ -> conversation.pending = "";
      case ReplyQueued out -> {
        conversation.queued(out, at);
        message(id, out.message()).insert(queued(out, record.seq(), at));
      }
      case SendAttempted(var message, _) -> message(id, message).status(SENDING, at, null);
      case SendDeferred(var message, var error) ->
          message(id, message).status(QUEUED, at, WAITING.contains(error) ? error : null);
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
      case Escalated(var reason, var priority) -> {
        conversation.owned(Owner.HUMAN);
        conversation.attention(reason.wire());
        conversation.priority = priority;
      }
      case ReadByTeam _ -> conversation.seen();
      case MarkedAsSpam(var reasons, _, var name) -> conversation.spam(new Spam(reasons, name));
      case MarkedAsNotSpam _ -> conversation.noSpam();
      // Shown when the message comes that it is about.
      case RevisionHeld _ -> {}
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
        in.content(),
        in.context(),
        in.sentAt(),
        RECEIVED,
        null,
        null,
        null);
  }

  private static NewMessage echoed(MessageEchoed echo, long seq) {
    return new NewMessage(
        seq,
        Direction.OUT,
        Author.HUMAN,
        PHONE,
        echo.content(),
        echo.context(),
        echo.sentAt(),
        SENT,
        null,
        null,
        null);
  }

  /** As the person reads it. */
  private static String asRead(ReplyQueued out) {
    return out.template() == null ? out.text() : out.template().around(out.text());
  }

  private static NewMessage queued(ReplyQueued out, long seq, Instant at) {
    var ai = out.ai();
    return new NewMessage(
        seq,
        Direction.OUT,
        ai == null ? Author.HUMAN : Author.AI,
        out.userName(),
        MessageContent.text(asRead(out)),
        null,
        at,
        QUEUED,
        ai == null ? null : Json.text(ai),
        out.channelKind(),
        out.address());
  }

  /**
   * A row of the table message.
   *
   * @param via how it goes out
   */
  record NewMessage(
      long seq,
      Direction direction,
      Author author,
      @Nullable String authorName,
      MessageContent content,
      @Nullable MessageContext context,
      Instant at,
      MessageStatus status,
      @Nullable String ai,
      @Nullable ChannelKind via,
      @Nullable String viaAddress) {}

  /** What happens to one message in the batch: it appears, its status changes, or both. */
  static final class MessageChange {
    @Nullable NewMessage row;
    @Nullable MessageStatus status;
    @Nullable Instant statusAt;
    @Nullable String error;
    @Nullable MessageContent content;
    @Nullable String preview;
    @Nullable Instant editedAt;
    boolean deleted;

    /** By author; null where a reaction was taken back. */
    final Map<Author, @Nullable String> reactions = new EnumMap<>(Author.class);

    void revise(MessageRevised event) {
      switch (event.revision()) {
        case Reacted(var emoji) -> reactions.put(event.by(), emoji);
        case Edited(var changed) -> {
          content = changed;
          preview = shortened(changed.preview());
          editedAt = event.revisedAt();
        }
        case Revoked() -> {
          deleted = true;
          preview = DELETED;
        }
      }
    }

    String reactions() {
      var json = JsonNodeFactory.instance.objectNode();
      reactions.forEach((by, emoji) -> json.put(by.name(), emoji));
      return json.toString();
    }

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
    Priority priority = Priority.NORMAL;

    /** Empty: no reply is pending any more. */
    @Nullable String pending;

    @Nullable String lastMessage;
    @Nullable String address;

    /** Whether it becomes spam or ceases to be; absent where that stays. */
    @Nullable Boolean isSpam;

    @Nullable Spam spam;

    void open(Opened event, Instant at) {
      opened = event;
      openedAt = at;
      owner = event.owner();
    }

    void received(MessageReceived in, Instant at) {
      last(in.message(), in.content().preview(), at, Direction.IN);
      if (!(in.content() instanceof SystemNotice)) {
        lastInAt = lastInAt == null || in.sentAt().isAfter(lastInAt) ? in.sentAt() : lastInAt;
        unread++;
      }
    }

    void echoed(MessageEchoed echo, Instant at) {
      last(echo.message(), echo.content().preview(), at, Direction.OUT);
      seen();
      attended();
    }

    void revised(String message, @Nullable String preview) {
      if (preview != null && message.equals(lastMessage)) {
        lastText = preview;
      }
    }

    void queued(ReplyQueued out, Instant at) {
      last(out.message(), out.text(), at, Direction.OUT);
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
      priority = Priority.NORMAL;
    }

    /** Less than any other reason to look. */
    void look(String reason) {
      if (attentionReason == null) {
        attention(reason);
      }
    }

    void attended() {
      attention = false;
      attentionReason = null;
      priority = Priority.NORMAL;
    }

    /** Nobody has to look any more. */
    void spam(Spam why) {
      isSpam = true;
      spam = why;
      pending = "";
      attended();
    }

    void noSpam() {
      isSpam = false;
      spam = null;
    }

    void seen() {
      unreadReset = true;
      unread = 0;
      if (attentionReason != null && attentionReason.startsWith("look_")) {
        attended();
      }
    }

    private void last(String message, String text, Instant at, Direction direction) {
      lastMessage = message;
      lastText = shortened(text);
      lastAt = at;
      lastDirection = direction;
    }
  }

  private static String shortened(String text) {
    int end = Math.min(text.length(), PREVIEW);
    boolean split = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, split ? end - 1 : end);
  }
}
