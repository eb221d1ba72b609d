package ai.leadmetrics.entities.inbox;

import static ai.leadmetrics.entities.inbox.Outbound.Stage.DELIVERED;
import static ai.leadmetrics.entities.inbox.Outbound.Stage.DROPPED;
import static ai.leadmetrics.entities.inbox.Outbound.Stage.FAILED;
import static ai.leadmetrics.entities.inbox.Outbound.Stage.QUEUED;
import static ai.leadmetrics.entities.inbox.Outbound.Stage.READ;
import static ai.leadmetrics.entities.inbox.Outbound.Stage.SENDING;
import static ai.leadmetrics.entities.inbox.Outbound.Stage.UNCONFIRMED;
import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;
import static ai.leadmetrics.protocol.inbox.InboxError.ATTEMPT_OUTSTANDING;
import static ai.leadmetrics.protocol.inbox.InboxError.CONVERSATION_IS_SPAM;
import static ai.leadmetrics.protocol.inbox.InboxError.MESSAGE_NOT_QUEUED;
import static ai.leadmetrics.protocol.inbox.InboxError.NO_REPLY_ADDRESS;
import static ai.leadmetrics.protocol.inbox.InboxError.UNKNOWN_MESSAGE;
import static ai.leadmetrics.protocol.inbox.InboxError.WINDOW_CLOSED;
import static ai.leadmetrics.protocol.inbox.Owner.AI;
import static ai.leadmetrics.protocol.inbox.Owner.HUMAN;

import ai.leadmetrics.entities.inbox.ConversationState.Pending;
import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.inbox.AiTrace;
import ai.leadmetrics.protocol.inbox.Author;
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
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.inbox.MessageContent.SystemNotice;
import ai.leadmetrics.protocol.inbox.ReplyRoute;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One person's messages on one channel, and who answers them. The AI works on at most one reply at
 * a time, and what a human has overtaken is never sent.
 */
public final class Conversation
    implements Aggregate<ConversationCommand, ConversationEvent, ConversationState> {

  @Override
  public String name() {
    return "Conversation";
  }

  @Override
  public String context() {
    return "inbox";
  }

  @Override
  public Class<ConversationCommand> commands() {
    return ConversationCommand.class;
  }

  @Override
  public Class<ConversationEvent> events() {
    return ConversationEvent.class;
  }

  @Override
  public Class<ConversationState> states() {
    return ConversationState.class;
  }

  @Override
  public ConversationState initial() {
    return ConversationState.NEW;
  }

  @Override
  public Decision<ConversationEvent> decide(ConversationState state, ConversationCommand command) {
    var opened = state.opened();
    if (opened == null) {
      return Incoming.first(state, command);
    }
    return switch (command) {
      case Receive receive -> accepted(Incoming.receive(state, receive));
      case Echo echo -> accepted(Incoming.echo(state, echo));
      case Revise revise -> accepted(Incoming.revise(state, revise));
      case Answer answer -> accepted(answer(state, opened, answer));
      case TakeOver(var user, var name) ->
          state.owner() == HUMAN ? accepted() : accepted(Ownership.takeOver(state, user, name));
      case HandBack(var user) ->
          state.owner() == AI
              ? accepted()
              : state.isSpam()
                  ? rejected(CONVERSATION_IS_SPAM)
                  : accepted(Ownership.handBack(state, opened, user));
      case MarkAsSpam(var user, var name) -> accepted(SpamMarks.mark(state, user, name));
      case MarkAsNotSpam(var user) -> accepted(SpamMarks.unmark(state, opened, user));
      case ReplyAsHuman reply -> replyAsHuman(state, opened, reply);
      case BeginAttempt begin -> begin(state, begin);
      case RecordExpired expired -> expired(state, expired);
      case RecordSent(var message, _, var providerId) -> sent(state.message(message), providerId);
      case RecordFailure(var message, _, var error) -> failed(state.message(message), error);
      case RecordNotSent not -> deferred(state, not);
      case RecordUnknown(var message, var error) -> unknown(state.message(message), error);
      case RecordStatus status -> reported(state, status);
      case MarkRead(var user) -> accepted(new ReadByTeam(user));
    };
  }

  static ReplyRequested request(String message, int requests) {
    return new ReplyRequested(
        Ids.derived(Kind.MESSAGE, "reply", message, Integer.toString(requests)), message);
  }

  private static List<ConversationEvent> answer(
      ConversationState state, Opened opened, Answer answer) {
    if (!state.isPending(answer.reply())) {
      return state.message(answer.message()) != null || state.pending() != null
          ? List.of()
          : List.of(new ReplyDiscarded(answer.reply(), "overtaken"));
    }
    var events = new ArrayList<ConversationEvent>();
    boolean escalates = answer.ai().action() == Action.ESCALATE;
    if (!answer.text().isBlank() && state.isWindowClosed(answer.at())) {
      var reason = escalates ? answer.reason() : null;
      return List.of(
          new ReplyDiscarded(answer.reply(), "window_closed"),
          new Escalated(Objects.requireNonNullElse(reason, EscalationReason.WINDOW_CLOSED)));
    }
    var route = route(opened, answer.route());
    if (!answer.text().isBlank() && route == null) {
      return List.of(
          new ReplyDiscarded(answer.reply(), "no_reply_address"),
          new Escalated(EscalationReason.NO_REPLY_ADDRESS));
    }
    if (answer.text().isBlank() || route == null) {
      events.add(new ReplyDiscarded(answer.reply(), "nothing_to_say"));
    } else {
      events.add(
          queue(route, answer.message(), answer.reply(), answer.text(), null, null, answer.ai()));
    }
    if (escalates) {
      events.add(
          new Escalated(Objects.requireNonNullElse(answer.reason(), EscalationReason.AI_ASKED)));
    } else {
      var next = state.unanswered();
      if (next != null) {
        events.add(request(next, state.requests()));
      }
    }
    return events;
  }

  /** Back by the channel itself, or by the way that was found for one which carries no answers. */
  private static @Nullable ReplyRoute route(Opened opened, @Nullable ReplyRoute elsewhere) {
    return opened.address().isEmpty()
        ? elsewhere
        : new ReplyRoute(opened.channel(), opened.channelKind(), opened.address());
  }

  private static ReplyQueued queue(
      ReplyRoute route,
      String message,
      @Nullable String reply,
      String text,
      @Nullable String user,
      @Nullable String userName,
      @Nullable AiTrace ai) {
    return new ReplyQueued(
        message,
        reply,
        route.channel(),
        route.kind(),
        route.address(),
        text,
        user,
        userName,
        ai,
        route.template());
  }

  private static Decision<ConversationEvent> replyAsHuman(
      ConversationState state, Opened opened, ReplyAsHuman reply) {
    if (state.isSpam()) {
      return rejected(CONVERSATION_IS_SPAM);
    }
    var route = route(opened, reply.route());
    if (route == null) {
      return rejected(NO_REPLY_ADDRESS);
    }
    if (state.isWindowClosed(reply.at())) {
      return rejected(WINDOW_CLOSED);
    }
    var events = new ArrayList<ConversationEvent>();
    if (state.owner() == AI) {
      events.addAll(Ownership.takeOver(state, reply.user(), reply.name()));
    }
    events.add(queue(route, reply.message(), null, reply.text(), reply.user(), reply.name(), null));
    return accepted(events);
  }

  private static Decision<ConversationEvent> begin(ConversationState state, BeginAttempt begin) {
    var message = state.message(begin.message());
    if (message == null) {
      return rejected(UNKNOWN_MESSAGE);
    }
    return switch (message.stage()) {
      case QUEUED ->
          state.isWindowClosed(begin.at())
              ? rejected(WINDOW_CLOSED)
              : accepted(new SendAttempted(message.message(), begin.attempt()));
      case SENDING ->
          begin.attempt().equals(message.attempt()) ? accepted() : rejected(ATTEMPT_OUTSTANDING);
      case UNCONFIRMED, SENT, DELIVERED, READ, FAILED, DROPPED -> rejected(MESSAGE_NOT_QUEUED);
    };
  }

  private static Decision<ConversationEvent> expired(
      ConversationState state, RecordExpired expired) {
    var message = state.message(expired.message());
    if (message == null) {
      return rejected(UNKNOWN_MESSAGE);
    }
    if (message.stage() != QUEUED || !state.isWindowClosed(expired.at())) {
      return accepted();
    }
    var failed = new MessageFailed(message.message(), "window_closed");
    return state.owner() == AI
        ? accepted(failed, new Escalated(EscalationReason.WINDOW_CLOSED))
        : accepted(failed);
  }

  private static Decision<ConversationEvent> sent(@Nullable Outbound message, String providerId) {
    if (message == null) {
      return rejected(UNKNOWN_MESSAGE);
    }
    return message.providerId() == null
        ? accepted(new MessageSent(message.message(), providerId))
        : accepted();
  }

  private static Decision<ConversationEvent> failed(@Nullable Outbound message, String error) {
    if (message == null) {
      return rejected(UNKNOWN_MESSAGE);
    }
    return message.stage() == SENDING
        ? accepted(new MessageFailed(message.message(), error))
        : accepted();
  }

  private static Decision<ConversationEvent> deferred(ConversationState state, RecordNotSent not) {
    var message = state.message(not.message());
    if (message == null) {
      return rejected(UNKNOWN_MESSAGE);
    }
    if (message.stage() != SENDING || !not.attempt().equals(message.attempt())) {
      return accepted();
    }
    return message.overtaken()
        ? accepted(new MessageDropped(message.message(), "overtaken"))
        : accepted(new SendDeferred(message.message(), not.error()));
  }

  private static Decision<ConversationEvent> unknown(@Nullable Outbound message, String error) {
    if (message == null) {
      return rejected(UNKNOWN_MESSAGE);
    }
    return message.stage() == SENDING
        ? accepted(new MessageUnconfirmed(message.message(), error))
        : accepted();
  }

  private static Decision<ConversationEvent> reported(
      ConversationState state, RecordStatus report) {
    var message =
        state.find(
            candidate ->
                report.providerId().equals(candidate.providerId())
                    || candidate.message().equals(report.message()));
    if (message == null) {
      return rejected(UNKNOWN_MESSAGE);
    }
    if (!message.isAdvancedBy(report.status())) {
      return accepted();
    }
    var events = new ArrayList<ConversationEvent>();
    if (message.providerId() == null) {
      events.add(new MessageSent(message.message(), report.providerId()));
    }
    switch (report.status()) {
      case SENT -> {}
      case DELIVERED -> events.add(new MessageDelivered(message.message(), report.statusAt()));
      case READ -> events.add(new MessageRead(message.message(), report.statusAt()));
      case FAILED ->
          events.add(
              new MessageFailed(
                  message.message(), Objects.requireNonNullElse(report.error(), "unknown")));
    }
    return accepted(events);
  }

  @Override
  public ConversationState evolve(ConversationState state, ConversationEvent event) {
    return applied(state, event);
  }

  static ConversationState applied(ConversationState state, ConversationEvent event) {
    return switch (event) {
      case Opened opened -> state.open(opened);
      case MessageReceived(var message, var id, var content, _, var sentAt) -> {
        var received = state.received(KnownMessage.received(message, id, content));
        yield content instanceof SystemNotice ? received : received.wroteAt(sentAt);
      }
      case MessageEchoed(var message, var id, var content, _, _) ->
          state.echoed(KnownMessage.written(message, id, Author.HUMAN, content.readable()));
      case MessageRevised revised -> revised(state, revised);
      case RevisionHeld held -> state.hold(held);
      case AddressChanged(var address) -> state.at(address);
      case ReplyRequested(var reply, var message) -> state.requested(new Pending(reply, message));
      case ReplyDiscarded(var reply, _) -> state.discarded(reply);
      case ReplyQueued queued ->
          state.queued(
              new Outbound(queued.message(), QUEUED, queued.ai() != null, false, null, null),
              KnownMessage.written(
                  queued.message(),
                  null,
                  queued.ai() == null ? Author.HUMAN : Author.AI,
                  queued.text()),
              queued.reply());
      case SendAttempted(var message, var attempt) ->
          state.change(message, m -> m.sending(attempt));
      case SendDeferred(var message, _) -> state.change(message, m -> m.at(QUEUED));
      case MessageSent(var message, var id) ->
          state.with(state.known().sentAs(message, id)).change(message, m -> m.sentAs(id));
      case MessageDelivered(var message, _) -> state.change(message, m -> m.at(DELIVERED));
      case MessageRead(var message, _) -> state.change(message, m -> m.at(READ));
      case MessageFailed(var message, _) -> state.change(message, m -> m.at(FAILED));
      case MessageUnconfirmed(var message, _) -> state.change(message, m -> m.at(UNCONFIRMED));
      case MessageDropped(var message, _) -> state.change(message, m -> m.at(DROPPED));
      case TakenOver _ -> state.takenOver();
      case HandedBack _ -> state.owned(AI);
      case Escalated _ -> state.owned(HUMAN);
      case MarkedAsSpam _ -> state.spam();
      case MarkedAsNotSpam _ -> state.trusted();
      case ReadByTeam _, LookNeeded _ -> state;
    };
  }

  private static ConversationState revised(ConversationState state, MessageRevised event) {
    var known = state.known().find(one -> one.message().equals(event.message()));
    if (known == null) {
      return state;
    }
    var id = known.providerId();
    var released = id == null ? state : state.release(id);
    return known.takes(event.by(), event.revision(), event.revisedAt())
        ? released.with(
            state.known().replaced(known.revised(event.by(), event.revision(), event.revisedAt())))
        : released;
  }
}
