package ai.leadmetrics.protocol.inbox;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.kit.EntityId;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a conversation. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ConversationEvent {
  /** {@code spam}: kept apart from the start, so that nobody is told and no lead is made. */
  @JsonTypeName("opened")
  record Opened(
      EntityId channel,
      ChannelKind channelKind,
      EntityId contact,
      String address,
      @Nullable String name,
      List<Identifier> identifiers,
      Owner owner,
      boolean spam)
      implements ConversationEvent {
    public Opened(
        EntityId channel,
        ChannelKind channelKind,
        EntityId contact,
        String address,
        @Nullable String name,
        List<Identifier> identifiers,
        Owner owner) {
      this(channel, channelKind, contact, address, name, identifiers, owner, false);
    }

    /** Whether there may be a way to answer; only asking for it tells. */
    @JsonIgnore
    public boolean isAnswerable() {
      return !address.isEmpty() || (channelKind.repliesElsewhere() && !identifiers.isEmpty());
    }
  }

  /** Kept apart from now on; {@code user} and {@code name} are of the person who decided. */
  @JsonTypeName("marked-as-spam")
  record MarkedAsSpam(List<SpamReason> reasons, @Nullable String user, @Nullable String name)
      implements ConversationEvent {}

  /** A person decided that this is no spam, for good; says who the customer is. */
  @JsonTypeName("marked-as-not-spam")
  record MarkedAsNotSpam(
      String user,
      EntityId contact,
      @Nullable String name,
      List<Identifier> identifiers,
      ChannelKind channelKind)
      implements ConversationEvent {}

  @JsonTypeName("message-received")
  record MessageReceived(
      String message,
      String providerId,
      MessageContent content,
      MessageContext context,
      Instant sentAt)
      implements ConversationEvent {}

  /** The team wrote in the provider's own app. */
  @JsonTypeName("message-echoed")
  record MessageEchoed(
      String message,
      String providerId,
      MessageContent content,
      MessageContext context,
      Instant sentAt)
      implements ConversationEvent {}

  @JsonTypeName("message-revised")
  record MessageRevised(String message, Author by, Revision revision, Instant revisedAt)
      implements ConversationEvent {}

  /** A revision of a message that is not known (yet): applied when the message arrives. */
  @JsonTypeName("revision-held")
  record RevisionHeld(String providerId, Author by, Revision revision, Instant revisedAt)
      implements ConversationEvent {}

  /** From now on replies go to another address of the same person. */
  @JsonTypeName("address-changed")
  record AddressChanged(String address) implements ConversationEvent {}

  /** A person should look at something, though the conversation stays with who owns it. */
  @JsonTypeName("look-needed")
  record LookNeeded(String reason) implements ConversationEvent {}

  /** The AI shall answer everything up to {@code message}; at most one is pending at a time. */
  @JsonTypeName("reply-requested")
  record ReplyRequested(String reply, String message) implements ConversationEvent {}

  /** An AI answer came too late or found a human in charge: it is not sent. */
  @JsonTypeName("reply-discarded")
  record ReplyDiscarded(String reply, String reason) implements ConversationEvent {}

  /**
   * A message is to go out. {@code ai} is present when the AI wrote it, {@code user} when a person
   * did.
   *
   * @param template what the text is put into
   */
  @JsonTypeName("reply-queued")
  record ReplyQueued(
      String message,
      @Nullable String reply,
      EntityId channel,
      ChannelKind channelKind,
      String address,
      String text,
      @Nullable String user,
      @Nullable String userName,
      @Nullable AiTrace ai,
      @Nullable ReplyTemplate template)
      implements ConversationEvent {}

  @JsonTypeName("send-attempted")
  record SendAttempted(String message, String attempt) implements ConversationEvent {}

  /** The attempt certainly sent nothing; the message waits for another one. */
  @JsonTypeName("send-deferred")
  record SendDeferred(String message, String error) implements ConversationEvent {}

  @JsonTypeName("message-sent")
  record MessageSent(String message, String providerId) implements ConversationEvent {}

  @JsonTypeName("message-delivered")
  record MessageDelivered(String message, Instant deliveredAt) implements ConversationEvent {}

  @JsonTypeName("message-read")
  record MessageRead(String message, Instant readAt) implements ConversationEvent {}

  @JsonTypeName("message-failed")
  record MessageFailed(String message, String error) implements ConversationEvent {}

  @JsonTypeName("message-unconfirmed")
  record MessageUnconfirmed(String message, String error) implements ConversationEvent {}

  /** A queued message will not go out, for example because a human overtook the AI. */
  @JsonTypeName("message-dropped")
  record MessageDropped(String message, String reason) implements ConversationEvent {}

  @JsonTypeName("taken-over")
  record TakenOver(String user, String name) implements ConversationEvent {}

  @JsonTypeName("handed-back")
  record HandedBack(String user) implements ConversationEvent {}

  /** A person has to look. */
  @JsonTypeName("escalated")
  record Escalated(EscalationReason reason, Priority priority) implements ConversationEvent {
    public Escalated(EscalationReason reason) {
      this(reason, reason.priority());
    }
  }

  @JsonTypeName("read-by-team")
  record ReadByTeam(String user) implements ConversationEvent {}
}
