package ai.leadmetrics.entities.inbox;

import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.ConversationEvent.RevisionHeld;
import ai.leadmetrics.protocol.inbox.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation has to remember to decide.
 *
 * @param opened with the address that replies go to now
 * @param pending the reply the AI is working on
 * @param requests how many replies were requested so far
 * @param known the latest messages of the thread
 * @param held revisions of messages that have not come (yet), oldest first
 * @param outbound the latest messages sent or to be sent, oldest first
 * @param lastInbound when the customer wrote last, by the provider's clock; absent if never
 * @param standing whether the conversation is kept apart as spam
 */
public record ConversationState(
    @Nullable Opened opened,
    Owner owner,
    @Nullable Pending pending,
    int requests,
    KnownMessages known,
    List<RevisionHeld> held,
    List<Outbound> outbound,
    @Nullable Instant lastInbound,
    Standing standing) {
  /** What is held of the customer. */
  enum Standing {
    UNJUDGED,
    SPAM,
    /** A person said that this is no spam. */
    TRUSTED
  }

  /** Snapshots written before there was a standing have none. */
  public ConversationState {
    standing = Objects.requireNonNullElse(standing, Standing.UNJUDGED);
  }

  /** A requested reply and the latest message it answers. */
  public record Pending(String reply, String message) {}

  /** Statuses of older messages are no longer applied. */
  static final int MAX_OUTBOUND = 200;

  static final int MAX_HELD = 20;

  static final ConversationState NEW =
      new ConversationState(
          null,
          Owner.AI,
          null,
          0,
          KnownMessages.NONE,
          List.of(),
          List.of(),
          null,
          Standing.UNJUDGED);

  @Nullable Outbound find(Predicate<Outbound> matches) {
    for (int i = outbound.size() - 1; i >= 0; i--) {
      if (matches.test(outbound.get(i))) {
        return outbound.get(i);
      }
    }
    return null;
  }

  @Nullable Outbound message(String id) {
    return find(candidate -> candidate.message().equals(id));
  }

  /** The customer's latest message that nobody answers or has answered yet. */
  @Nullable String unanswered() {
    return pending == null ? known.lastOpen() : known.lastOpenAfter(pending.message());
  }

  ConversationState open(Opened by) {
    return new ConversationState(
        by, by.owner(), pending, requests, known, held, outbound, lastInbound, standing);
  }

  ConversationState at(String address) {
    var by = opened;
    return by == null
        ? this
        : new ConversationState(
            new Opened(
                by.channel(),
                by.channelKind(),
                by.contact(),
                address,
                by.name(),
                by.identifiers(),
                by.owner(),
                by.spam()),
            owner,
            pending,
            requests,
            known,
            held,
            outbound,
            lastInbound,
            standing);
  }

  ConversationState owned(Owner by) {
    return new ConversationState(
        opened, by, null, requests, known, held, outbound, lastInbound, standing);
  }

  ConversationState takenOver() {
    var all = outbound.stream().map(Outbound::overtakenByHuman).toList();
    return new ConversationState(
        opened, Owner.HUMAN, null, requests, known, held, all, lastInbound, standing);
  }

  boolean isSpam() {
    return standing == Standing.SPAM;
  }

  /** Nothing of the AI goes out any more; who answers is kept for the case that it is no spam. */
  ConversationState spam() {
    var all = outbound.stream().map(Outbound::overtakenByHuman).toList();
    return new ConversationState(
        opened, owner, null, requests, known, held, all, lastInbound, Standing.SPAM);
  }

  ConversationState trusted() {
    return new ConversationState(
        opened, owner, pending, requests, known, held, outbound, lastInbound, Standing.TRUSTED);
  }

  ConversationState received(KnownMessage message) {
    return with(known.plus(message));
  }

  /** Messages may come in another order than they were written in. */
  ConversationState wroteAt(Instant sentAt) {
    var latest = lastInbound == null || sentAt.isAfter(lastInbound) ? sentAt : lastInbound;
    return new ConversationState(
        opened, owner, pending, requests, known, held, outbound, latest, standing);
  }

  /**
   * Whether the channel takes no free text (any more); at exactly the end of its window it does
   * not.
   */
  boolean isWindowClosed(Instant at) {
    var closes =
        opened == null
            ? null
            : opened
                .channelKind()
                .windowClosesAt(lastInbound == null ? Instant.EPOCH : lastInbound);
    return closes != null && !at.isBefore(closes);
  }

  /** The team answered in the provider's app: replies of the AI that are pending are not needed. */
  ConversationState echoed(KnownMessage message) {
    return with(known.allAnswered().plus(message));
  }

  ConversationState with(KnownMessages messages) {
    return new ConversationState(
        opened, owner, pending, requests, messages, held, outbound, lastInbound, standing);
  }

  ConversationState hold(RevisionHeld revision) {
    var all = new ArrayList<>(held.subList(Math.max(0, held.size() - MAX_HELD + 1), held.size()));
    all.add(revision);
    return new ConversationState(
        opened, owner, pending, requests, known, List.copyOf(all), outbound, lastInbound, standing);
  }

  List<RevisionHeld> heldFor(String providerId) {
    return held.stream().filter(one -> one.providerId().equals(providerId)).toList();
  }

  /** What was held for a message that has come is applied by events of its own. */
  ConversationState release(String providerId) {
    return new ConversationState(
        opened,
        owner,
        pending,
        requests,
        known,
        held.stream().filter(one -> !one.providerId().equals(providerId)).toList(),
        outbound,
        lastInbound,
        standing);
  }

  /** The AI sets to work on everything received so far. */
  ConversationState requested(Pending request) {
    return new ConversationState(
        opened, owner, request, requests + 1, known, held, outbound, lastInbound, standing);
  }

  boolean isPending(@Nullable String reply) {
    return pending != null && pending.reply().equals(reply);
  }

  /** The pending reply is dropped without a message; the messages it was for stay unanswered. */
  ConversationState discarded(String reply) {
    return isPending(reply) ? owned(owner) : this;
  }

  ConversationState queued(Outbound message, KnownMessage written, @Nullable String reply) {
    var all = new ArrayList<>(outbound);
    if (all.size() >= MAX_OUTBOUND) {
      var settled = all.stream().filter(Outbound::isSettled).findFirst();
      all.remove(settled.orElse(all.getFirst()));
    }
    all.add(message);
    var answered =
        pending != null && isPending(reply)
            ? known.answeredUpTo(pending.message())
            : reply == null ? known.allAnswered() : known;
    return new ConversationState(
        opened,
        owner,
        isPending(reply) ? null : pending,
        requests,
        answered.plus(written),
        held,
        List.copyOf(all),
        lastInbound,
        standing);
  }

  ConversationState change(String message, UnaryOperator<Outbound> change) {
    return new ConversationState(
        opened,
        owner,
        pending,
        requests,
        known,
        held,
        outbound.stream().map(m -> m.message().equals(message) ? change.apply(m) : m).toList(),
        lastInbound,
        standing);
  }
}
