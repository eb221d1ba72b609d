package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.streams.kit.Channels;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Messenger;
import ai.leadmetrics.streams.kit.Outcome;
import ai.leadmetrics.streams.messaging.Attempts.Result;
import ai.leadmetrics.streams.messaging.ChannelGate.Admission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages to their messengers. The first lane is for channels that work: nothing waits
 * there for long. What has to wait is put aside in Kafka and taken up by the held lane, so that a
 * channel in trouble costs the others nothing. What waits for somebody to act is parked.
 */
final class Couriers {
  private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);
  private static final Duration LOOKUP_PAUSE = Duration.ofSeconds(1);

  private final DeliverySettings settings;
  private final Channels channels;
  private final Map<ChannelKind, Messenger> messengers;
  private final ChannelGates gates;
  private final Attempts attempts;
  private final Holding holding;
  private final Parking parking;
  private final Pauses pauses;
  private final DeliveryMetrics metrics;
  private final Clock clock;

  /**
   * What this node is at. A stream that failed and started again joins the work of before instead
   * of taking it for lost. The lanes are apart: the held lane may have a message before the first
   * lane has let go of it.
   */
  private final Map<String, CompletableFuture<Done>> first = new ConcurrentHashMap<>();

  private final Map<String, CompletableFuture<Done>> held = new ConcurrentHashMap<>();

  Couriers(
      DeliverySettings settings,
      Channels channels,
      Map<ChannelKind, Messenger> messengers,
      Attempts attempts,
      Holding holding,
      Parking parking,
      Surroundings surroundings) {
    this.settings = settings;
    this.channels = channels;
    this.messengers = messengers;
    this.attempts = attempts;
    this.holding = holding;
    this.parking = parking;
    this.gates = surroundings.gates();
    this.pauses = surroundings.pauses();
    this.metrics = surroundings.metrics();
    this.clock = surroundings.clock();
  }

  /** What is shared with the rest of a node's delivery. */
  record Surroundings(ChannelGates gates, Pauses pauses, DeliveryMetrics metrics, Clock clock) {}

  /** Delivers a message or puts it aside. */
  CompletionStage<Done> first(OutgoingMessage message) {
    var deadline = clock.instant().plus(settings.inlineWait());
    return once(
        first,
        message,
        () ->
            holding
                .isHeld(message.channel())
                .thenCompose(
                    isHeld ->
                        isHeld ? hold(message, 0, clock.instant()) : tryUntil(deadline, message)));
  }

  /** Delivers a message however long that takes. */
  CompletionStage<Done> held(HeldMessage message) {
    return once(
        held,
        message.message(),
        () -> persist(message.message(), message.tries(), message.notBefore()));
  }

  /** Completes when every call that is in flight now has its outcome recorded. */
  CompletionStage<Done> idle() {
    var running =
        Stream.of(first, held)
            .flatMap(lane -> lane.values().stream())
            .map(work -> work.exceptionally(_ -> Done.getInstance()))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(running).thenApply(_ -> Done.getInstance());
  }

  private CompletionStage<Done> tryUntil(Instant deadline, OutgoingMessage message) {
    return attempt(message, 0)
        .thenCompose(
            next ->
                switch (next) {
                  case Next.Finished _ -> CompletableFuture.completedFuture(Done.getInstance());
                  case Next.NotYet(var pause) -> {
                    var then = clock.instant().plus(pause);
                    yield then.isAfter(deadline)
                        ? hold(message, 0, then)
                        : pauses.of(pause).thenCompose(_ -> tryUntil(deadline, message));
                  }
                  case Next.Repeat(var pause, var tries) ->
                      hold(message, tries, clock.instant().plus(pause));
                });
  }

  private CompletionStage<Done> persist(OutgoingMessage message, int tries, Instant notBefore) {
    var now = clock.instant();
    if (now.isBefore(notBefore)) {
      return pauses
          .of(Duration.between(now, notBefore))
          .thenCompose(_ -> persist(message, tries, notBefore));
    }
    return attempt(message, tries)
        .thenCompose(
            next ->
                switch (next) {
                  case Next.Finished _ -> CompletableFuture.completedFuture(Done.getInstance());
                  case Next.NotYet(var pause) ->
                      pauses.of(pause).thenCompose(_ -> persist(message, tries, notBefore));
                  case Next.Repeat(var pause, var more) ->
                      pauses.of(pause).thenCompose(_ -> persist(message, more, notBefore));
                });
  }

  private sealed interface Next {
    record Finished() implements Next {}

    /** The channel does not admit it; nothing was tried. */
    record NotYet(Duration pause) implements Next {}

    record Repeat(Duration pause, int tries) implements Next {}
  }

  private CompletionStage<Next> attempt(OutgoingMessage message, int tries) {
    if (message.at().plus(settings.maxAge()).isBefore(clock.instant())) {
      return attempts.fail(message, "expired").thenApply(_ -> new Next.Finished());
    }
    var messenger = messengers.get(message.channelKind());
    if (messenger == null) {
      return attempts.fail(message, "no_messenger").thenApply(_ -> new Next.Finished());
    }
    return channel(message)
        .thenCompose(
            channel ->
                channel
                    .map(found -> attempt(message, tries, messenger, found))
                    .orElseGet(
                        () ->
                            attempts
                                .fail(message, "no_channel")
                                .thenApply(_ -> new Next.Finished())));
  }

  private CompletionStage<Next> attempt(
      OutgoingMessage message, int tries, Messenger messenger, ConnectedChannel channel) {
    var obstacle = channel.condition().obstacle();
    if (obstacle.isPresent()) {
      return attempts
          .defer(message, obstacle.get())
          .thenCompose(result -> next(message, tries, channel, result));
    }
    var gate = gates.of(message.channel());
    return switch (gate.enter(clock.instant(), message.address())) {
      case Admission.Wait(var time) -> CompletableFuture.completedFuture(new Next.NotYet(time));
      case Admission.Admitted(var probe) ->
          attempts
              .make(message, tries, gate, probe, () -> messenger.send(channel, message))
              .thenCompose(result -> next(message, tries, channel, result));
    };
  }

  private CompletionStage<Next> next(
      OutgoingMessage message, int before, ConnectedChannel channel, Result result) {
    return switch (result) {
      case Result.Settled _ -> CompletableFuture.completedFuture(new Next.Finished());
      case Result.Again(var pause, var tries) ->
          CompletableFuture.completedFuture(new Next.Repeat(pause, tries));
      case Result.Waits(var reason) when reason.equals(Outcome.CHANNEL_CREDENTIALS) ->
          unlessLost(() -> parking.broken(channel))
              .thenCompose(
                  still ->
                      still
                          ? park(message, before, reason)
                          : CompletableFuture.completedFuture(
                              new Next.Repeat(LOOKUP_PAUSE, before)));
      case Result.Waits(var reason) -> park(message, before, reason);
    };
  }

  private CompletionStage<Next> park(OutgoingMessage message, int tries, String reason) {
    return unlessLost(() -> parking.park(message))
        .thenCompose(
            parked ->
                switch (parked) {
                  case WAITS -> CompletableFuture.completedFuture(new Next.Finished());
                  // What is remembered of the channel here is about to be forgotten.
                  case NOT_NEEDED ->
                      CompletableFuture.completedFuture(new Next.Repeat(LOOKUP_PAUSE, tries));
                  case FULL -> attempts.fail(message, reason).thenApply(_ -> new Next.Finished());
                });
  }

  /** Asks the database until it answers. */
  private <T> CompletionStage<T> unlessLost(Supplier<CompletionStage<T>> work) {
    return work.get()
        .exceptionallyCompose(
            failure -> {
              LOG.warn("a message cannot be parked yet: {}", failure.toString());
              return pauses.of(LOOKUP_PAUSE).thenCompose(_ -> unlessLost(work));
            });
  }

  private CompletionStage<Optional<ConnectedChannel>> channel(OutgoingMessage message) {
    return channels
        .byId(message.channel())
        .exceptionallyCompose(
            failure -> {
              LOG.warn("{} cannot be looked up: {}", message.channel(), failure.toString());
              return pauses.of(LOOKUP_PAUSE).thenCompose(_ -> channel(message));
            });
  }

  private CompletionStage<Done> hold(OutgoingMessage message, int tries, Instant notBefore) {
    metrics.held(message.channelKind());
    return holding.hold(new HeldMessage(message, tries, notBefore));
  }

  private static CompletionStage<Done> once(
      Map<String, CompletableFuture<Done>> lane,
      OutgoingMessage message,
      Supplier<CompletionStage<Done>> work) {
    var key = message.conversation().key() + '/' + message.message();
    var mine = new CompletableFuture<Done>();
    var running = lane.putIfAbsent(key, mine);
    if (running != null) {
      return running;
    }
    work.get()
        .whenComplete(
            (done, failure) -> {
              lane.remove(key);
              if (failure == null) {
                mine.complete(done);
              } else {
                mine.completeExceptionally(failure);
              }
            });
    return mine;
  }
}
