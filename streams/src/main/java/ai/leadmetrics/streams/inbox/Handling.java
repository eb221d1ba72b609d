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
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element.GatewayReport;
import ai.leadmetrics.streams.kit.Element.InboundMessage;
import ai.leadmetrics.streams.kit.Element.StatusUpdate;
import ai.leadmetrics.streams.kit.Platform;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Tells entities what came in. Its stages fail when the outcome is unknown: then everything since
 * the last commit is told again, and the ids of the commands make that harmless.
 */
final class Handling {
  private static final String CUSTOMER = "customer";

  private record Identified(EntityId contact, int nameAndIdentifiers) {}

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
    this.entities = platform.entities();
    this.settlements = new Settlements(platform);
    this.retries = config.getDurationList("status-retries");
    this.fresh = config.getDuration("status-fresh");
    this.clock = clock;
  }

  CompletionStage<Result> handle(Work.Ordered work) {
    return switch (work) {
      case Work.Receive receive -> receive(receive);
      case Work.Overhear echo -> overhear(echo);
      case Work.Revise revise -> revise(revise);
      case Work.Report report -> report(report, 0);
      case Work.Settle(var report, _) -> settle(report);
    };
  }

  private CompletionStage<Result> receive(Work.Receive work) {
    return entities
        .ask(
            work.conversation(),
            work.message().dedupeId(),
            CUSTOMER,
            command(work.message(), work.channel(), work.contact()))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Done(_, var changed) ->
                      identify(work)
                          .thenApply(_ -> new Result.Done(changed ? "received" : "duplicate"));
                  case Reply.Refused(var rejection) -> done(refused(rejection));
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
        message.sentAt(),
        message.spam());
  }

  private CompletionStage<Result> overhear(Work.Overhear work) {
    var command =
        new ConversationCommand.Echo(
            command(work.echo().written(), work.channel(), work.contact()));
    return tell(work.conversation(), work.echo().dedupeId(), command, "echo");
  }

  private CompletionStage<Result> revise(Work.Revise work) {
    var revised = work.revised();
    var command =
        new ConversationCommand.Revise(
            revised.target(), revised.by(), revised.revision(), revised.at());
    return tell(work.conversation(), revised.dedupeId(), command, "revised");
  }

  private CompletionStage<Result> tell(
      EntityId id, String commandId, ConversationCommand command, String outcome) {
    return entities
        .ask(id, commandId, CUSTOMER, command)
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Done(_, var changed) ->
                      new Result.Done(changed ? outcome : "duplicate");
                  case Reply.Refused(var rejection) -> refused(rejection);
                });
  }

  /**
   * A message that opens a conversation makes the contact known by its event; a later one may bring
   * another identifier or name of the same person.
   */
  private CompletionStage<?> identify(Work.Receive work) {
    var contact = work.contact();
    var message = work.message();
    var moved = work.moved();
    if (moved != null && moved.from() != null) {
      var command = new ChangeNumber(moved.from(), moved.replacement());
      return entities.ask(contact, message.dedupeId(), CUSTOMER, command);
    }
    var told = Objects.hash(message.name(), message.identifiers());
    var key = new Identified(contact, told);
    // Spam makes no contact; a known one learns nothing from it.
    boolean nothingNew =
        !message.spam().isEmpty() || (message.name() == null && message.identifiers().size() < 2);
    if (nothingNew || identified.getIfPresent(key) != null) {
      return done(true);
    }
    return entities
        .ask(
            contact,
            message.dedupeId(),
            CUSTOMER,
            new Identify(message.name(), message.identifiers()))
        .thenApply(
            reply -> {
              identified.put(key, true);
              return reply;
            });
  }

  private CompletionStage<Result> report(Work.Report work, int tries) {
    var status = work.status();
    return entities
        .ask(work.conversation(), status.dedupeId(), "system", command(status))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Done(_, var changed) ->
                      done(new Result.Done(changed ? "status" : "duplicate"));
                  case Reply.Refused(var rejection)
                      when tries < retries.size() && mayBeEarly(status, rejection) ->
                      after(retries.get(tries)).thenCompose(_ -> report(work, tries + 1));
                  case Reply.Refused(var rejection) when isUnknown(rejection) ->
                      done(new Result.Done("not_ours"));
                  case Reply.Refused(var rejection) -> done(refused(rejection));
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

  private CompletionStage<Result> settle(GatewayReport report) {
    return settlements
        .settle(report)
        .thenApply(
            result ->
                switch (result) {
                  case Settlements.Result.Settled(var changed) ->
                      new Result.Done(changed ? "settled" : "duplicate");
                  case Settlements.Result.Refused(var reason, var detail) ->
                      new Result.Dead(reason, detail);
                });
  }

  /** Of an erased tenant nothing is to be kept, so no dead letter either. */
  private static Result refused(Rejection rejection) {
    return rejection.is(TenancyError.TENANT_ERASED)
        ? new Result.Done("erased")
        : new Result.Dead(
            isUnknown(rejection) ? "unknown_message" : rejection.code(), rejection.detail());
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
