package ai.leadmetrics.streams.agents;

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
import ai.leadmetrics.protocol.inbox.MessageContent;
import ai.leadmetrics.protocol.inbox.MessageContext;
import ai.leadmetrics.protocol.inbox.Owner;
import ai.leadmetrics.protocol.inbox.Quote;
import ai.leadmetrics.protocol.inbox.Revision;
import ai.leadmetrics.protocol.inbox.Revision.Edited;
import ai.leadmetrics.protocol.inbox.Revision.Reacted;
import ai.leadmetrics.protocol.inbox.Revision.Revoked;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.agents.LeadPrompt.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as an agent has to know it, read from its own events: what was said, what is still
 * unanswered, and whether the AI may answer at all.
 */
final class Dialogue {
  static final String CUSTOMER = "customer";
  static final String AI = "ai";
  static final String TEAM = "team";

  private record Line(
      String id,
      String from,
      MessageContent content,
      MessageContext context,
      boolean answered,
      boolean deleted) {
    Line settled() {
      return new Line(id, from, content, context, true, deleted);
    }

    Line revised(Revision revision) {
      return switch (revision) {
        case Reacted _ -> this;
        case Edited(var changed) -> new Line(id, from, changed, context, answered, deleted);
        case Revoked() -> new Line(id, from, content, context, answered, true);
      };
    }

    String said() {
      return deleted ? "" : content.said().strip();
    }

    boolean isOpen() {
      return from.equals(CUSTOMER) && !answered && !deleted;
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private @Nullable Opened opened;
  private Owner owner = Owner.AI;
  private @Nullable ReplyRequested pending;
  private boolean spam;
  private @Nullable Instant lastInbound;

  private Dialogue() {}

  /**
   * @param events in order; may start in the middle, as long as it holds the request to be answered
   */
  static Dialogue of(List<ConversationEvent> events) {
    var dialogue = new Dialogue();
    events.forEach(dialogue::apply);
    return dialogue;
  }

  /** Whether the AI is still to give this reply. */
  boolean awaits(String reply) {
    return owner == Owner.AI && pending != null && pending.reply().equals(reply);
  }

  /** Who writes; absent where the events do not go back far enough. */
  @Nullable EntityId contact() {
    return opened == null ? null : opened.contact();
  }

  /** How the conversation began, where its channel carries no answers itself. */
  Optional<Opened> answeredElsewhere() {
    return Optional.ofNullable(opened)
        .filter(one -> one.address().isEmpty() && one.channelKind().repliesElsewhere());
  }

  /** Whether people answer; spam nobody does. */
  boolean isWithPeople() {
    return owner == Owner.HUMAN && !spam;
  }

  /** What we said last, people or AI; empty where nothing. */
  String lastSaid() {
    return lines.stream()
        .filter(line -> !line.from.equals(CUSTOMER))
        .reduce((_, last) -> last)
        .map(Line::said)
        .orElse("");
  }

  /** The lead of whoever writes. */
  @Nullable EntityId lead() {
    return opened == null
        ? null
        : EntityId.derived(opened.contact().tenant(), Kind.LEAD, opened.contact().local());
  }

  /** What the customer said that the pending reply has to answer, oldest first. */
  List<String> messages() {
    return open().map(Line::said).filter(said -> !said.isEmpty()).toList();
  }

  /** {@link #messages} in one. */
  String message() {
    return String.join("\n", messages());
  }

  /** Whether what is to be answered holds an order, which only people can confirm. */
  boolean hasOrder() {
    return open().anyMatch(line -> line.content instanceof MessageContent.Order);
  }

  /** Whether the channel takes no free text any more, as far as the events tell. */
  boolean isWindowClosed(Instant at) {
    if (opened == null || lastInbound == null) {
      return false;
    }
    var closes = opened.channelKind().windowClosesAt(lastInbound);
    return closes != null && !at.isBefore(closes);
  }

  /** What is to be known beside the words of {@link #message}. */
  List<About> about() {
    return open().flatMap(this::about).distinct().toList();
  }

  private Stream<Line> open() {
    return lines.subList(0, end()).stream().filter(Line::isOpen);
  }

  private Stream<About> about(Line line) {
    var quote = line.context.quote();
    var referral = line.context.referral();
    return Stream.of(
            Optional.ofNullable(quote).flatMap(this::quoted),
            Optional.ofNullable(quote).map(Quote::product).map(About::product),
            Optional.ofNullable(referral).flatMap(About::ad),
            About.shown(line.content))
        .flatMap(Optional::stream);
  }

  /** The quoted message as it reads now; nothing of one that was deleted. */
  private Optional<About> quoted(Quote quote) {
    var by = quote.author();
    var text = quote.text();
    if (by == null || text == null) {
      return Optional.empty();
    }
    var now = lines.stream().filter(line -> line.id.equals(quote.message())).findFirst();
    return now.isPresent() && now.get().deleted
        ? Optional.empty()
        : Optional.of(About.quoted(by, now.map(line -> line.content.readable()).orElse(text)));
  }

  /** The last things said before {@link #message}, oldest first. */
  List<Turn> history(int limit) {
    var turns =
        lines.subList(0, end()).stream()
            .filter(line -> !line.from.equals(CUSTOMER) || line.answered)
            .filter(line -> !line.said().isEmpty())
            .map(line -> new Turn(line.from, line.said()))
            .toList();
    return List.copyOf(turns.subList(Math.max(0, turns.size() - limit), turns.size()));
  }

  /** How often the AI has asked this, as far back as the events go. */
  long timesAsked(String question) {
    return lines.stream()
        .filter(line -> line.from.equals(AI) && line.said().contains(question))
        .count();
  }

  /** What came after the message that the request names is answered by the next request. */
  private int end() {
    for (int i = lines.size() - 1; i >= 0 && pending != null; i--) {
      if (lines.get(i).id.equals(pending.message())) {
        return afterOwnAnswers(i + 1);
      }
    }
    return lines.size();
  }

  /** Answers to earlier requests may have been written after the message itself came. */
  private int afterOwnAnswers(int from) {
    int end = from;
    while (end < lines.size() && !lines.get(end).from.equals(CUSTOMER)) {
      end++;
    }
    return end;
  }

  private void apply(ConversationEvent event) {
    switch (event) {
      case Opened opening -> {
        opened = opening;
        owner = opening.owner();
      }
      case MessageReceived(var message, _, var content, var context, var sentAt) -> {
        lines.add(new Line(message, CUSTOMER, content, context, false, false));
        lastInbound = lastInbound == null || sentAt.isAfter(lastInbound) ? sentAt : lastInbound;
      }
      case MessageEchoed(var message, _, var content, var context, _) -> {
        lines.replaceAll(Line::settled);
        lines.add(new Line(message, TEAM, content, context, true, false));
      }
      case MessageRevised(var message, _, var revision, _) ->
          lines.replaceAll(line -> line.id.equals(message) ? line.revised(revision) : line);
      case ReplyRequested request -> {
        owner = Owner.AI;
        pending = request;
      }
      case ReplyQueued queued -> said(queued);
      case ReplyDiscarded(var reply, _) -> {
        if (awaits(reply)) {
          pending = null;
        }
      }
      case MessageDropped(var message, _) -> lines.removeIf(line -> line.id.equals(message));
      case TakenOver _, Escalated _ -> {
        owner = Owner.HUMAN;
        pending = null;
      }
      case HandedBack _ -> owner = Owner.AI;
      case MarkedAsSpam _ -> {
        pending = null;
        spam = true;
      }
      case MarkedAsNotSpam _ -> spam = false;
      case SendAttempted _,
          SendDeferred _,
          MessageSent _,
          MessageDelivered _,
          MessageRead _,
          MessageFailed _,
          MessageUnconfirmed _,
          RevisionHeld _,
          AddressChanged _,
          LookNeeded _,
          ReadByTeam _ -> {}
    }
  }

  private void said(ReplyQueued queued) {
    int upTo = queued.ai() == null ? lines.size() : end();
    for (int i = 0; i < upTo; i++) {
      lines.set(i, lines.get(i).settled());
    }
    lines.add(
        new Line(
            queued.message(),
            queued.ai() == null ? TEAM : AI,
            MessageContent.text(queued.text()),
            MessageContext.NONE,
            true,
            false));
    if (pending != null && pending.reply().equals(queued.reply())) {
      pending = null;
    }
  }
}
