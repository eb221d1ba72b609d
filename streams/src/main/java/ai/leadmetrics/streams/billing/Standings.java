package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.CancellationScheduled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningEnded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStarted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionActivated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCancelled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionHalted;
import ai.leadmetrics.protocol.billing.SubscriptionStatus;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all subscriptions of a tenant together mean for it: whether it may work. */
final class Standings {
  private static final Logger LOG = LoggerFactory.getLogger(Standings.class);

  private final Platform platform;

  Standings(Platform platform) {
    this.platform = platform;
  }

  /** Whether an event can change how the tenant stands. */
  static boolean matters(SubscriptionEvent event) {
    return event instanceof SubscriptionActivated
        || event instanceof DunningStarted
        || event instanceof DunningEnded
        || event instanceof CancellationScheduled
        || event instanceof SubscriptionHalted
        || event instanceof SubscriptionCancelled;
  }

  /** What is to be told to the tenant and its ledger; telling it again changes nothing. */
  static List<Object> follow(List<SubscriptionStatus> all, Instant at) {
    var commands = new ArrayList<Object>();
    if (all.contains(SubscriptionStatus.HALTED)) {
      commands.add(new TenantCommand.Freeze("payment_overdue", at));
      commands.add(new CreditLedgerCommand.Lock("payment_overdue", at));
    } else if (all.stream().anyMatch(SubscriptionStatus::isLive)) {
      commands.add(new TenantCommand.Restore(at));
      commands.add(new CreditLedgerCommand.Unlock(at));
      if (all.contains(SubscriptionStatus.PAST_DUE)) {
        commands.add(new TenantCommand.MarkPastDue(at));
      }
    } else if (all.contains(SubscriptionStatus.CANCELLED)) {
      commands.add(new TenantCommand.Freeze("subscription_ended", at));
      commands.add(new CreditLedgerCommand.Lock("subscription_ended", at));
    }
    return commands;
  }

  CompletionStage<Done> apply(TenantId tenant, List<SubscriptionStatus> all, String cause) {
    CompletionStage<Done> done = CompletableFuture.completedFuture(Done.getInstance());
    for (var command : follow(all, platform.clock().instant())) {
      done = done.thenCompose(_ -> tell(tenant, command, cause));
    }
    return done;
  }

  private CompletionStage<Done> tell(TenantId tenant, Object command, String cause) {
    var id =
        command instanceof TenantCommand
            ? EntityId.ofTenant(tenant)
            : EntityId.only(tenant, Kind.CREDITS);
    var name = cause + ':' + command.getClass().getSimpleName();
    return platform
        .entities()
        .ask(id, name, "system", command)
        .thenApply(
            reply -> {
              if (reply instanceof Reply.Refused(var rejection)) {
                LOG.warn("{} of {} was refused: {}", name, tenant, rejection.code());
              }
              return Done.getInstance();
            });
  }
}
