package ai.leadmetrics.entities.inbox;

import ai.leadmetrics.protocol.inbox.ConversationEvent.Opened;
import ai.leadmetrics.protocol.inbox.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation has to remember to decide.
 *
 * @param pending the reply the AI is working on
 * @param unanswered the customer's latest message that nobody has answered yet
 * @param requests how many replies were requested so far
 * @param outbound the latest messages sent or to be sent, oldest first
 */
public record ConversationState(
    @Nullable Opened opened,
    Owner owner,
    @Nullable Pending pending,
    @Nullable String unanswered,
    int requests,
    List<Outbound> outbound) {
  /** A requested reply and the latest message it answers. */
  public record Pending(String reply, String message) {}

  /** Statuses of older messages are no longer applied. */
  static final int MAX_OUTBOUND = 200;

  static final ConversationState NEW =
      new ConversationState(null, Owner.AI, null, null, 0, List.of());

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

  ConversationState open(Opened by) {
    return new ConversationState(by, by.owner(), pending, unanswered, requests, outbound);
  }

  ConversationState owned(Owner by) {
    return new ConversationState(opened, by, null, unanswered, requests, outbound);
  }

  ConversationState takenOver() {
    var all = outbound.stream().map(Outbound::overtakenByHuman).toList();
    return new ConversationState(opened, Owner.HUMAN, null, unanswered, requests, all);
  }

  ConversationState received(String message) {
    return new ConversationState(opened, owner, pending, message, requests, outbound);
  }

  /** The AI sets to work on everything received so far. */
  ConversationState requested(Pending request) {
    return new ConversationState(opened, owner, request, null, requests + 1, outbound);
  }

  boolean isPending(@Nullable String reply) {
    return pending != null && pending.reply().equals(reply);
  }

  /** Nothing was said: what the reply was for is unanswered again. */
  ConversationState discarded(String reply) {
    if (pending == null || !isPending(reply)) {
      return this;
    }
    var open = unanswered == null ? pending.message() : unanswered;
    return new ConversationState(opened, owner, null, open, requests, outbound);
  }

  ConversationState queued(Outbound message, @Nullable String reply) {
    var all = new ArrayList<>(outbound);
    if (all.size() >= MAX_OUTBOUND) {
      var settled = all.stream().filter(Outbound::isSettled).findFirst();
      all.remove(settled.orElse(all.getFirst()));
    }
    all.add(message);
    return new ConversationState(
        opened,
        owner,
        isPending(reply) ? null : pending,
        reply == null ? null : unanswered,
        requests,
        List.copyOf(all));
  }

  ConversationState change(String message, UnaryOperator<Outbound> change) {
    return new ConversationState(
        opened,
        owner,
        pending,
        unanswered,
        requests,
        outbound.stream().map(m -> m.message().equals(message) ? change.apply(m) : m).toList());
  }
}
