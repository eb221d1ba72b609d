package ai.leadmetrics.protocol.inbox;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a conversation. Message ids are local ({@code msg_…}). */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ConversationCommand {
  /** The longest text kept; anything longer is cut and says so. */
  int MAX_TEXT = 65_536;

  /** The longest text a person or the AI may send. */
  int MAX_REPLY = 4_096;

  /**
   * A customer's message arrived.
   *
   * @param address where a reply goes, as the channel's provider writes it; empty where none can go
   * @param aiReplies whether the AI owns a conversation that this message opens
   * @param spam why a conversation that this message opens is spam; none where it is not
   */
  record Receive(
      EntityId channel,
      ChannelKind channelKind,
      EntityId contact,
      String address,
      @Nullable String name,
      List<Identifier> identifiers,
      boolean aiReplies,
      String message,
      String providerId,
      MessageContent content,
      MessageContext context,
      Instant sentAt,
      List<SpamReason> spam)
      implements ConversationCommand {
    public Receive(
        EntityId channel,
        ChannelKind channelKind,
        EntityId contact,
        String address,
        @Nullable String name,
        List<Identifier> identifiers,
        boolean aiReplies,
        String message,
        String providerId,
        MessageContent content,
        MessageContext context,
        Instant sentAt) {
      this(
          channel,
          channelKind,
          contact,
          address,
          name,
          identifiers,
          aiReplies,
          message,
          providerId,
          content,
          context,
          sentAt,
          List.of());
    }
  }

  /**
   * The team wrote to the customer in the provider's own app, past us.
   *
   * @param written the message, with the customer's address and identifiers
   */
  record Echo(Receive written) implements ConversationCommand {}

  /**
   * Somebody reacted to, edited or deleted a message; it may be told before the message itself.
   *
   * @param providerId the provider's id of the message concerned
   */
  record Revise(String providerId, Author by, Revision revision, Instant revisedAt)
      implements ConversationCommand {}

  /**
   * The AI's typed answer to a requested reply; an empty text only acts.
   *
   * @param route where the answer goes if the channel carries none; absent where there is no way
   * @param at now: decides whether the channel still takes free text
   */
  record Answer(
      String reply,
      String message,
      String text,
      AiTrace ai,
      @Nullable EscalationReason reason,
      @Nullable ReplyRoute route,
      Instant at)
      implements ConversationCommand {
    public Answer {
      require(text.length() <= MAX_REPLY, "a reply has at most 4096 characters");
    }
  }

  record TakeOver(String user, String name) implements ConversationCommand {}

  record HandBack(String user) implements ConversationCommand {}

  /**
   * A person answers; takes the conversation over where the AI still owned it.
   *
   * @param route where the answer goes if the channel carries none; absent where there is no way
   * @param at now: decides whether the channel still takes free text
   */
  record ReplyAsHuman(
      String message, String user, String name, String text, @Nullable ReplyRoute route, Instant at)
      implements ConversationCommand {
    public ReplyAsHuman {
      require(!text.isBlank(), "a reply needs text");
      require(text.length() <= MAX_REPLY, "a reply has at most 4096 characters");
    }
  }

  /** Asked right before the provider is called; refused unless the message may still go out. */
  record BeginAttempt(String message, String attempt, Instant at) implements ConversationCommand {}

  /** A queued message fails because the channel's window for free text has closed meanwhile. */
  record RecordExpired(String message, Instant at) implements ConversationCommand {}

  record RecordSent(String message, String attempt, String providerId)
      implements ConversationCommand {}

  /** The provider definitely refused the message. */
  record RecordFailure(String message, String attempt, String error)
      implements ConversationCommand {}

  /** The provider certainly has not got the message: it goes back to wait for another attempt. */
  record RecordNotSent(String message, String attempt, String error)
      implements ConversationCommand {}

  /** Nobody knows whether the provider took the message; it is never sent again by itself. */
  record RecordUnknown(String message, String error) implements ConversationCommand {}

  /**
   * The provider reports on a message.
   *
   * @param message our own id where the provider echoes it
   */
  record RecordStatus(
      String providerId,
      @Nullable String message,
      DeliveryStatus status,
      @Nullable String error,
      Instant statusAt)
      implements ConversationCommand {}

  /** Keeps the conversation apart and silences the AI. */
  record MarkAsSpam(String user, String name) implements ConversationCommand {}

  /** Ends the spam mark: the conversation makes a lead and is answered like any other. */
  record MarkAsNotSpam(String user) implements ConversationCommand {}

  record MarkRead(String user) implements ConversationCommand {}

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InvalidValueException(otherwise);
    }
  }
}
