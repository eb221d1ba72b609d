package ai.leadmetrics.entities.inbox;

import static ai.leadmetrics.entities.inbox.Outbound.Stage.SENDING;
import static ai.leadmetrics.entities.inbox.Outbound.Stage.UNCONFIRMED;
import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;
import static ai.leadmetrics.protocol.inbox.InboxError.CONVERSATION_NOT_FOUND;
import static ai.leadmetrics.protocol.inbox.Owner.AI;
import static ai.leadmetrics.protocol.inbox.Owner.HUMAN;

import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Answer;
import ai.leadmetrics.protocol.inbox.ConversationCommand.BeginAttempt;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Echo;
import ai.leadmetrics.protocol.inbox.ConversationCommand.HandBack;
import ai.leadmetrics.protocol.inbox.ConversationCommand.MarkAsNotSpam;
import ai.leadmetrics.protocol.inbox.ConversationCommand.MarkAsSpam;
import ai.leadmetrics.protocol.inbox.ConversationCommand.MarkRead;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Receive;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordExpired;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordFailure;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordNotSent;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordSent;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordStatus;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordUnknown;
import ai.leadmetrics.protocol.inbox.ConversationCommand.ReplyAsHuman;
import ai.leadmetrics.protocol.inbox.ConversationCommand.Revise;
import ai.leadmetrics.protocol.inbox.ConversationCommand.TakeOver;
import ai.leadmetrics.protocol.inbox.ConversationEvent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.AddressChanged;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.LookNeeded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MarkedAsSpam;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageEchoed;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageRevised;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageSent;
import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyDiscarded;
import ai.leadmetrics.protocol.inbox.ConversationEvent.RevisionHeld;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.inbox.MediaKind;
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContent.Choice;
import ai.leadmetrics.protocol.inbox.MessageContent.Contacts;
import ai.leadmetrics.protocol.inbox.MessageContent.FormAnswer;
import ai.leadmetrics.protocol.inbox.MessageContent.Location;
import ai.leadmetrics.protocol.inbox.MessageContent.Media;
import ai.leadmetrics.protocol.inbox.MessageContent.Order;
import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice;
import ai.leadmetrics.protocol.inbox.MessageContent.Text;
import ai.leadmetrics.protocol.inbox.MessageContent.Unsupported;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.inbox.Revision.Reacted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What comes in from the provider: the customer's messages, those that the team wrote past us, and
 * what either side did to them afterwards.
 */
final class Incoming {
  /** Revisions may come before anything else of a person. */
  private static final int MAX_HELD_UNOPENED = 4;

  private static final String LOOK_AT_MESSAGE = "look_at_message";

  /** The author of echoes: a team member who writes in the WhatsApp app. */
  private static final String PHONE_USER = "phone-app";

  private static final String PHONE_NAME = "WhatsApp app on the phone";

  private static final Pattern NUMBER = Pattern.compile("\\+?\\d{5,20}");

  private Incoming() {}

  /** Decides on a command that is the first of its conversation. */
  static Decision<ConversationEvent> first(ConversationState state, ConversationCommand command) {
    return switch (command) {
      case Receive receive when receive.content() instanceof SystemNotice -> accepted();
      case Receive receive -> accepted(receive(state, receive));
      case Echo echo -> accepted(echo(state, echo));
      case Revise revise ->
          state.held().size() < MAX_HELD_UNOPENED ? accepted(hold(state, revise)) : accepted();
      case Answer _,
          TakeOver _,
          HandBack _,
          ReplyAsHuman _,
          BeginAttempt _,
          RecordExpired _,
          RecordSent _,
          RecordFailure _,
          RecordNotSent _,
          RecordUnknown _,
          RecordStatus _,
          MarkAsSpam _,
          MarkAsNotSpam _,
          MarkRead _ ->
          rejected(CONVERSATION_NOT_FOUND);
    };
  }

  static List<ConversationEvent> receive(ConversationState state, Receive in) {
    if (state.known().holds(in.providerId())) {
      return List.of();
    }
    boolean answerable =
        !in.address().isEmpty()
            || (in.channelKind().repliesElsewhere() && !in.identifiers().isEmpty());
    var opening = opening(state, in, in.aiReplies() && answerable ? AI : HUMAN);
    var events = new ArrayList<ConversationEvent>(opening);
    if (state.opened() == null && !in.spam().isEmpty()) {
      events.add(new MarkedAsSpam(in.spam(), null, null));
    }
    events.add(
        new MessageReceived(
            in.message(), in.providerId(), in.content(), quoting(state, in), in.sentAt()));
    events.addAll(released(state, in));
    var after = after(state, events);
    if (after.isSpam()) {
      return events;
    }
    if (after.owner() == AI && after.pending() == null && isOpen(after, in.message())) {
      events.add(Conversation.request(in.message(), state.requests()));
    } else if (after.owner() == AI && needsLook(in.content()) && isShown(after, in.message())) {
      events.add(new LookNeeded(LOOK_AT_MESSAGE));
    }
    if (!answerable) {
      events.add(new Escalated(EscalationReason.NO_REPLY_ADDRESS));
    }
    return events;
  }

  /** The conversation begins, or goes on at an address that is better than the one before. */
  private static List<ConversationEvent> opening(ConversationState state, Receive in, Owner owner) {
    var opened = state.opened();
    if (opened == null) {
      return List.of(
          new Opened(
              in.channel(),
              in.channelKind(),
              in.contact(),
              in.address(),
              in.name(),
              in.identifiers(),
              owner,
              !in.spam().isEmpty()));
    }
    boolean better =
        !in.address().isEmpty()
            && !in.address().equals(opened.address())
            && (isNumber(in.address()) || !isNumber(opened.address()));
    return better ? List.of(new AddressChanged(in.address())) : List.of();
  }

  /** A phone number reaches more kinds of messages than a provider's own id of a person. */
  private static boolean isNumber(String address) {
    return NUMBER.matcher(address).matches();
  }

  private static MessageContext quoting(ConversationState state, Receive in) {
    var quote = in.context().quote();
    var known = quote == null ? null : state.known().called(quote.providerId());
    return quote == null || known == null
        ? in.context()
        : in.context().withQuote(quote.of(known.message(), known.author(), known.text()));
  }

  private static List<MessageRevised> released(ConversationState state, Receive in) {
    return state.heldFor(in.providerId()).stream()
        .map(one -> new MessageRevised(in.message(), one.by(), one.revision(), one.revisedAt()))
        .toList();
  }

  private static ConversationState after(ConversationState state, List<ConversationEvent> events) {
    var after = state;
    for (var event : events) {
      after = Conversation.applied(after, event);
    }
    return after;
  }

  private static boolean isOpen(ConversationState state, String message) {
    return message.equals(state.known().lastOpen());
  }

  private static boolean isShown(ConversationState state, String message) {
    return state.known().find(known -> known.message().equals(message) && !known.deleted()) != null;
  }

  /** Whether a person should look at content that the AI cannot answer. */
  private static boolean needsLook(MessageContent content) {
    return switch (content) {
      case Text _, Choice _, FormAnswer _, SystemNotice _ -> false;
      case Media media -> media.media() != MediaKind.STICKER && media.said().isBlank();
      case Location _, Contacts _, Order _, Unsupported _ -> true;
    };
  }

  /** What the team writes in the provider's app is an answer, and takes the conversation over. */
  static List<ConversationEvent> echo(ConversationState state, Echo echo) {
    var in = echo.written();
    if (state.known().called(in.providerId()) != null) {
      return List.of();
    }
    var own = state.find(sent -> isEchoed(state, sent, in));
    if (own != null) {
      return List.of(new MessageSent(own.message(), in.providerId()));
    }
    var events = new ArrayList<ConversationEvent>(opening(state, in, HUMAN));
    if (after(state, events).owner() == AI) {
      events.addAll(Ownership.takeOver(state, PHONE_USER, PHONE_NAME));
    }
    events.add(
        new MessageEchoed(
            in.message(), in.providerId(), in.content(), quoting(state, in), in.sentAt()));
    events.addAll(released(state, in));
    return events;
  }

  /** Our own message, whose id the provider tells here before it answers our call. */
  private static boolean isEchoed(ConversationState state, Outbound sent, Receive in) {
    return sent.providerId() == null
        && (sent.stage() == SENDING || sent.stage() == UNCONFIRMED)
        && state
                .known()
                .find(
                    known ->
                        known.message().equals(sent.message())
                            && known.hasText(in.content().readable()))
            != null;
  }

  static List<ConversationEvent> revise(ConversationState state, Revise revise) {
    var known = state.known().called(revise.providerId());
    if (known == null) {
      return hold(state, revise);
    }
    if (!known.takes(revise.by(), revise.revision(), revise.revisedAt())) {
      return List.of();
    }
    var events = new ArrayList<ConversationEvent>();
    events.add(
        new MessageRevised(known.message(), revise.by(), revise.revision(), revise.revisedAt()));
    if (revise.revision() instanceof Reacted
        || state.owner() == HUMAN
        || state.isSpam()
        || !known.isFromCustomer()) {
      return events;
    }
    var revised = known.revised(revise.by(), revise.revision(), revise.revisedAt());
    if (known.answered()) {
      if (revised.said()) {
        events.add(new LookNeeded("look_at_edit"));
      }
      return events;
    }
    events.addAll(answerAgain(state, known, revised));
    return events;
  }

  /** The AI answers what a message says now, and nothing that was withdrawn. */
  private static List<ConversationEvent> answerAgain(
      ConversationState state, KnownMessage known, KnownMessage revised) {
    var pending = state.pending();
    if (pending != null && !state.known().isUpTo(known.message(), pending.message())) {
      return List.of();
    }
    var messages = state.known().replaced(revised);
    var open = messages.lastOpen();
    var events = new ArrayList<ConversationEvent>();
    if (pending != null) {
      events.add(new ReplyDiscarded(pending.reply(), "revised"));
    }
    if (open != null) {
      events.add(Conversation.request(open, state.requests()));
    }
    return events;
  }

  private static List<ConversationEvent> hold(ConversationState state, Revise revise) {
    var held =
        new RevisionHeld(revise.providerId(), revise.by(), revise.revision(), revise.revisedAt());
    return state.held().contains(held) ? List.of() : List.of(held);
  }
}
