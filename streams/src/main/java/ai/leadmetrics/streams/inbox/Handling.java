package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.crm.ContactCommand.ChangeNumber;
import ai.leadmetrics.protocol.crm.ContactCommand.Identify;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.inbox.InboxError;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.billing.Settlements;
import ai.leadmetrics.streams.inbox.Delivery.Piece;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.NumberChanged;
import ai.leadmetrics.streams.kit.Element.StatusUpdate;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.ops.DeadLetters;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;

/**
 * Tells entities what came in. Its stages fail when the outcome is unknown: then everything since
 * the last commit is told again, and the ids of the commands make that harmless.
 */
final class Handling {
  private static final String CUSTOMER = "customer";

  private record Identified(EntityId contact, int nameAndIdentifiers) {}

  private final Platform platform;
  private final Entities entities;
  private final List<Duration> retries;
  private final Duration fresh;
  private final Clock clock;
  private final Settlements settlements;

  /** Whom we have told all identifiers of: telling again would be harmless, but not free. */
  private final Cache<Identified, Boolean> identified =
      Caffeine.newBuilder().maximumSize(100_000).build();

  Handling(Platform platform, Clock clock) {
    var config = platform.config().getConfig("leadmetrics.ingest");
    this.platform = platform;
    this.entities = platform.entities();
    this.settlements = new Settlements(platform);
    this.retries = config.getDurationList("status-retries");
    this.fresh = config.getDuration("status-fresh");
    this.clock = clock;
  }

  <O> CompletionStage<Piece<O>> handle(Work<O> work) {
    var done =
        switch (work) {
          case Work.Receive<O> receive -> receive(receive);
          case Work.Overhear<O> echo -> overhear(echo);
          case Work.Revise<O> revise -> revise(revise);
          case Work.Ignore<O>(var piece) -> ignore(piece);
          case Work.Report<O> report -> report(report, 0);
          case Work.Settle<O> settle -> settle(settle);
          case Work.Bury<O>(var piece, var reason, var detail) -> bury(piece, reason, detail);
        };
    return done.thenApply(_ -> work.piece());
  }

  private CompletionStage<Done> receive(Work.Receive<?> work) {
    return entities
        .ask(
            work.conversation(),
            work.message().dedupeId(),
            CUSTOMER,
            command(work.message(), work.channel(), work.contact()))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Done(_, var changed) -> {
                    count(work.piece(), changed ? "received" : "duplicate");
                    yield identify(work);
                  }
                  case Reply.Refused(var rejection) -> bury(work.piece(), rejection);
                });
  }

  private static ConversationCommand.Receive command(
      InboundMessage message, ConnectedChannel channel, EntityId contact) {
    return new ConversationCommand.Receive(
        channel.id(),
        channel.kind(),
        contact,
        message.address(),
        message.name(),
        message.identifiers(),
        channel.aiReplies(),
        Ids.derived(Kind.MESSAGE, channel.id().local(), message.providerId()),
        message.providerId(),
        message.content(),
        message.context(),
        message.sentAt());
  }

  private CompletionStage<Done> overhear(Work.Overhear<?> work) {
    var command =
        new ConversationCommand.Echo(
            command(work.echo().written(), work.channel(), work.contact()));
    return tell(work.piece(), work.conversation(), work.echo().dedupeId(), command, "echo");
  }

  private CompletionStage<Done> revise(Work.Revise<?> work) {
    var revised = work.revised();
    var command =
        new ConversationCommand.Revise(
            revised.target(), revised.by(), revised.revision(), revised.at());
    return tell(work.piece(), work.conversation(), revised.dedupeId(), command, "revised");
  }

  private CompletionStage<Done> tell(
      Piece<?> piece, EntityId id, String commandId, ConversationCommand command, String outcome) {
    return entities
        .ask(id, commandId, CUSTOMER, command)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Done(_, var changed) -> {
                    count(piece, changed ? outcome : "duplicate");
                    yield done();
                  }
                  case Reply.Refused(var rejection) -> bury(piece, rejection);
                });
  }

  private CompletionStage<Done> ignore(Piece<?> piece) {
    count(piece, "ignored");
    return done();
  }

  /**
   * A message that opens a conversation makes the contact known by its event; a later one may bring
   * another identifier or name of the same person.
   */
  private CompletionStage<Done> identify(Work.Receive<?> work) {
    var contact = work.contact();
    var message = work.message();
    if (work.piece().element() instanceof NumberChanged changed && changed.from() != null) {
      var command = new ChangeNumber(changed.from(), changed.replacement());
      return entities
          .ask(contact, message.dedupeId(), CUSTOMER, command)
          .thenApply(_ -> Done.getInstance());
    }
    var told = Objects.hash(message.name(), message.identifiers());
    var key = new Identified(contact, told);
    boolean nothingNew = message.name() == null && message.identifiers().size() < 2;
    if (nothingNew || identified.getIfPresent(key) != null) {
      return done();
    }
    return entities
        .ask(
            contact,
            message.dedupeId(),
            CUSTOMER,
            new Identify(message.name(), message.identifiers()))
        .thenApply(
            _ -> {
              identified.put(key, true);
              return Done.getInstance();
            });
  }

  private CompletionStage<Done> report(Work.Report<?> work, int tries) {
    var status = work.status();
    return entities
        .ask(work.conversation(), status.dedupeId(), "system", command(status))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Done(_, var changed) -> {
                    count(work.piece(), changed ? "status" : "duplicate");
                    yield done();
                  }
                  case Reply.Refused(var rejection)
                      when tries < retries.size() && mayBeEarly(status, rejection) ->
                      after(retries.get(tries)).thenCompose(_ -> report(work, tries + 1));
                  case Reply.Refused(var rejection) -> bury(work.piece(), rejection);
                });
  }

  private static ConversationCommand.RecordStatus command(StatusUpdate status) {
    return new ConversationCommand.RecordStatus(
        status.providerId(), status.message(), status.status(), status.error(), status.at());
  }

  /** A provider can be quicker to report on a message than we are to record that it has it. */
  private boolean mayBeEarly(StatusUpdate status, Rejection rejection) {
    return isUnknown(rejection) && status.at().isAfter(clock.instant().minus(fresh));
  }

  private static boolean isUnknown(Rejection rejection) {
    return rejection.is(InboxError.UNKNOWN_MESSAGE)
        || rejection.is(InboxError.CONVERSATION_NOT_FOUND);
  }

  private static CompletionStage<Void> after(Duration delay) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  private CompletionStage<Done> settle(Work.Settle<?> work) {
    return settlements
        .settle(work.report())
        .thenCompose(
            result ->
                switch (result) {
                  case Settlements.Result.Settled(var changed) -> {
                    count(work.piece(), changed ? "settled" : "duplicate");
                    yield done();
                  }
                  case Settlements.Result.Refused(var reason, var detail) ->
                      bury(work.piece(), reason, detail);
                });
  }

  private CompletionStage<Done> bury(Piece<?> piece, Rejection rejection) {
    if (rejection.is(TenancyError.TENANT_ERASED)) {
      // Nothing of it is to be kept, so neither as a dead letter.
      count(piece, "erased");
      return done();
    }
    return isUnknown(rejection)
        ? bury(piece, "unknown_message", rejection.detail())
        : bury(piece, rejection.code(), rejection.detail());
  }

  private CompletionStage<Done> bury(Piece<?> piece, String reason, String detail) {
    count(piece, "dead");
    var delivery = piece.delivery();
    return DeadLetters.bury(
        platform.kafka(),
        delivery.letter(piece.index(), reason, detail),
        delivery.isolate(piece.index()));
  }

  private void count(Piece<?> piece, String outcome) {
    platform
        .metrics()
        .counter(
            "leadmetrics.ingest.elements",
            "source",
            piece.delivery().source().name(),
            "outcome",
            outcome)
        .increment();
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }
}
