package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.ConversationCommand.BeginAttempt;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordExpired;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordFailure;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordNotSent;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordSent;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordUnknown;
import ai.leadmetrics.protocol.inbox.InboxError;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.streams.kit.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt: recorded before the provider is called, and its outcome recorded before anything
 * else happens. Whatever breaks in between leaves an attempt without an outcome, which nobody
 * repeats.
 */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final DeliverySettings settings;
  private final Recorder recorder;
  private final Pauses pauses;
  private final DeliveryMetrics metrics;
  private final Clock clock;

  Attempts(
      DeliverySettings settings,
      Recorder recorder,
      Pauses pauses,
      DeliveryMetrics metrics,
      Clock clock) {
    this.settings = settings;
    this.recorder = recorder;
    this.pauses = pauses;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What an attempt led to. */
  sealed interface Result {
    /** The conversation has its outcome, or needed none. */
    record Settled() implements Result {}

    /** Nothing was sent and another attempt may be made after {@code pause}. */
    record Again(Duration pause, int tries) implements Result {}

    /** Nothing was sent, and nothing can be until somebody acts; the conversation knows why. */
    record Waits(String reason) implements Result {}
  }

  /**
   * @param tries temporary refusals so far
   * @param gate has admitted this attempt, {@code probe} says as what
   * @param call calls the provider
   */
  CompletionStage<Result> make(
      OutgoingMessage message,
      int tries,
      ChannelGate gate,
      boolean probe,
      Supplier<CompletionStage<Outcome>> call) {
    var attempt = UUID.randomUUID().toString();
    return begin(message, attempt)
        .whenComplete(
            (mayGo, failure) -> {
              if (failure != null || !mayGo) {
                gate.abandon(probe);
              }
            })
        .thenCompose(
            mayGo ->
                mayGo
                    ? call(message, call)
                        .whenComplete((outcome, _) -> gate.leave(clock.instant(), probe, outcome))
                        .thenCompose(
                            outcome -> record(message, attempt, outcome, probe ? tries : tries + 1))
                    : CompletableFuture.completedFuture(new Result.Settled()));
  }

  /** Fails a message without calling anybody. */
  CompletionStage<Result> fail(OutgoingMessage message, String error) {
    var attempt = UUID.randomUUID().toString();
    metrics.outcome(message.channelKind(), "failed");
    return begin(message, attempt)
        .thenCompose(
            mayGo ->
                mayGo
                    ? settle(
                        message,
                        "failed:" + attempt,
                        new RecordFailure(message.message(), attempt, error))
                    : CompletableFuture.completedFuture(new Result.Settled()));
  }

  /** Tells a conversation why its message has to wait, without calling anybody. */
  CompletionStage<Result> defer(OutgoingMessage message, String reason) {
    var attempt = UUID.randomUUID().toString();
    return begin(message, attempt)
        .thenCompose(
            mayGo ->
                mayGo
                    ? waits(message, attempt, reason)
                    : CompletableFuture.completedFuture(new Result.Settled()));
  }

  private CompletionStage<Result> waits(OutgoingMessage message, String attempt, String reason) {
    metrics.outcome(message.channelKind(), reason);
    return settle(
            message, "deferred:" + attempt, new RecordNotSent(message.message(), attempt, reason))
        .thenApply(_ -> new Result.Waits(reason));
  }

  /**
   * Whether the message may go out: asks its conversation, which knows if a human has overtaken it,
   * it was sent already, or somebody else is at it.
   */
  private CompletionStage<Boolean> begin(OutgoingMessage message, String attempt) {
    return ask(message, attempt)
        .thenCompose(
            reply ->
                isOutstanding(reply)
                    ? pauses
                        .of(settings.outstandingGrace())
                        .thenCompose(_ -> ask(message, attempt))
                        .thenCompose(again -> abandonOutstanding(message, attempt, again))
                    : CompletableFuture.completedFuture(reply))
        .thenCompose(reply -> expire(message, attempt, reply))
        .thenApply(reply -> mayGo(message, reply));
  }

  private CompletionStage<Reply> ask(OutgoingMessage message, String attempt) {
    return recorder.ask(
        message.conversation(),
        "begin:" + attempt,
        new BeginAttempt(message.message(), attempt, clock.instant()));
  }

  /** A message that waited until the channel no longer took free text fails without a call. */
  private CompletionStage<Reply> expire(OutgoingMessage message, String attempt, Reply reply) {
    if (!(reply instanceof Reply.Refused(var rejection))
        || !rejection.is(InboxError.WINDOW_CLOSED)) {
      return CompletableFuture.completedFuture(reply);
    }
    metrics.outcome(message.channelKind(), "window-closed");
    return recorder
        .ask(
            message.conversation(),
            "expired:" + attempt,
            new RecordExpired(message.message(), clock.instant()))
        .thenApply(_ -> reply);
  }

  private static boolean isOutstanding(Reply reply) {
    return reply instanceof Reply.Refused(var rejection)
        && rejection.is(InboxError.ATTEMPT_OUTSTANDING);
  }

  /** Whoever began that attempt is gone, and with it the knowledge of its outcome. */
  private CompletionStage<Reply> abandonOutstanding(
      OutgoingMessage message, String attempt, Reply reply) {
    if (!isOutstanding(reply)) {
      return CompletableFuture.completedFuture(reply);
    }
    metrics.outcome(message.channelKind(), "unknown");
    return recorder
        .ask(
            message.conversation(),
            "interrupted:" + attempt,
            new RecordUnknown(message.message(), "interrupted"))
        .thenApply(_ -> reply);
  }

  private static boolean mayGo(OutgoingMessage message, Reply reply) {
    return switch (reply) {
      case Reply.Done _ -> true;
      case Reply.Refused(var rejection) -> {
        LOG.debug("{} is not sent: {}", message.message(), rejection.code());
        yield false;
      }
    };
  }

  private CompletionStage<Outcome> call(
      OutgoingMessage message, Supplier<CompletionStage<Outcome>> call) {
    long started = System.nanoTime();
    CompletionStage<Outcome> outcome;
    try {
      outcome = call.get();
    } catch (RuntimeException e) {
      outcome = CompletableFuture.failedFuture(e);
    }
    return outcome
        .exceptionally(
            failure -> {
              LOG.error("the messenger of {} broke", message.channel(), failure);
              return new Outcome.Unknown("internal_error");
            })
        .whenComplete((_, _) -> metrics.called(message.channelKind(), System.nanoTime() - started));
  }

  private CompletionStage<Result> record(
      OutgoingMessage message, String attempt, Outcome outcome, int tries) {
    var kind = message.channelKind();
    var id = message.message();
    return switch (outcome) {
      case Outcome.Sent(var providerId) -> {
        metrics.sent(kind, Duration.between(message.at(), clock.instant()));
        yield settle(message, "sent:" + attempt, new RecordSent(id, attempt, providerId));
      }
      case Outcome.Refused(var code, var detail) when code.equals(Outcome.CHANNEL_CREDENTIALS) -> {
        LOG.warn("{} is not authorised to send {}: {}", message.channel(), id, detail);
        yield waits(message, attempt, code);
      }
      case Outcome.Refused(var code, var detail) -> {
        LOG.warn("{} of {} was refused: {} {}", id, message.channel(), code, detail);
        metrics.outcome(kind, "refused");
        yield settle(message, "failed:" + attempt, new RecordFailure(id, attempt, code));
      }
      case Outcome.RetryLater(var detail, _, _) when tries >= settings.maxAttempts() -> {
        LOG.warn("{} of {} is given up: {}", id, message.channel(), detail);
        metrics.outcome(kind, "gave-up");
        yield settle(message, "failed:" + attempt, new RecordFailure(id, attempt, detail));
      }
      case Outcome.RetryLater(var detail, var after, _) -> {
        LOG.info("{} of {} is tried again: {}", id, message.channel(), detail);
        metrics.outcome(kind, "retry");
        var backoff = settings.backoff(tries);
        var pause = after.compareTo(backoff) > 0 ? after : backoff;
        yield settle(message, "deferred:" + attempt, new RecordNotSent(id, attempt, detail))
            .thenApply(_ -> new Result.Again(pause, tries));
      }
      case Outcome.Unknown(var detail) -> {
        LOG.warn("nobody knows whether {} of {} was sent: {}", id, message.channel(), detail);
        metrics.outcome(kind, "unknown");
        yield settle(message, "unknown:" + attempt, new RecordUnknown(id, detail));
      }
    };
  }

  private CompletionStage<Result> settle(
      OutgoingMessage message, String commandId, ConversationCommand command) {
    return recorder
        .ask(message.conversation(), commandId, command)
        .thenApply(
            reply -> {
              if (reply instanceof Reply.Refused(var rejection)) {
                LOG.error("{} refused {}: {}", message.conversation(), commandId, rejection.code());
              }
              return new Result.Settled();
            });
  }
}
