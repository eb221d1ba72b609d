package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.CancellationScheduled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.CancellationWithdrawn;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ChargingChanged;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DowngradeScheduled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DowngradeWithdrawn;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningEnded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStarted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStepTaken;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ForeignPaymentReceived;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentCaptured;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentFailed;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefundRevoked;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefunded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionActivated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCancelled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCreated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionDowngraded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionExpired;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionHalted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionLinked;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionRenewed;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionUpgraded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SurplusReceived;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.billing.BillingJobs.Step;
import ai.leadmetrics.streams.billing.BillingJobs.Target;
import ai.leadmetrics.streams.billing.PaymentStore.Back;
import ai.leadmetrics.streams.kit.Alarms;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.Schedules;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.ops.AlarmStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a subscription's events: the list, the tenant's standing, what the clock is to
 * do later and what the gateway is to be told.
 */
public final class SubscriptionReactor implements StreamTask {
  private static final String WHAT = "subscription";

  @Override
  public String name() {
    return "subscriptions";
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    var work = new Work(platform);
    return Reactors.start(platform, name(), "billing", SubscriptionEvent.class, work::react);
  }

  /** On one node. */
  private static final class Work {
    private final Platform platform;
    private final SubscriptionStore store;
    private final Standings standings;
    private final Schedules schedules;
    private final Alarms alarms;
    private final ZoneId zone;

    Work(Platform platform) {
      this.platform = platform;
      this.store = new SubscriptionStore(platform.database());
      this.standings = new Standings(platform);
      this.schedules = new Schedules(platform.database());
      this.alarms = new AlarmStore(platform);
      this.zone = Seller.of(platform.config()).zone();
    }

    CompletionStage<Done> react(EventRecord record, SubscriptionEvent event) {
      var id = record.id();
      return platform
          .database()
          .transact(
              handle -> {
                pay(handle, id, event);
                return store.apply(handle, id, record.seq(), record.recorded().at(), event);
              })
          .thenCompose(rows -> stand(record, event, rows))
          .thenCompose(_ -> plan(id, record.seq(), event));
    }

    private CompletionStage<Done> stand(
        EventRecord record, SubscriptionEvent event, List<SubscriptionStore.Row> rows) {
      if (!Standings.matters(event)) {
        return done();
      }
      var all = rows.stream().map(SubscriptionStore.Row::status).toList();
      return standings.apply(
          record.id().tenant(), all, "standing:" + record.id().local() + ':' + record.seq());
    }

    private void pay(Handle handle, EntityId id, SubscriptionEvent event) {
      switch (event) {
        case PaymentCaptured(var payment, _, var at) ->
            put(handle, id, "captured", payment, null, at);
        case SurplusReceived(var payment, var at) -> put(handle, id, "surplus", payment, null, at);
        case PaymentFailed(_, var payment, _, var reason, var at) ->
            put(handle, id, "failed", payment, reason, at);
        case ForeignPaymentReceived(_, var payment, _, var at) ->
            put(handle, id, "mismatch", payment, null, at);
        case PaymentRefunded(var payment, var refund, var amount, var chargeback, var at) ->
            PaymentStore.refunded(
                handle, id.tenant(), new Back(payment, refund, amount, chargeback, at));
        case PaymentRefundRevoked(var payment, var refund, var amount, var at) ->
            PaymentStore.revoked(handle, id.tenant(), new Back(payment, refund, amount, false, at));
        case SubscriptionCreated _,
            SubscriptionLinked _,
            SubscriptionActivated _,
            SubscriptionRenewed _,
            SubscriptionUpgraded _,
            DowngradeScheduled _,
            DowngradeWithdrawn _,
            SubscriptionDowngraded _,
            CancellationScheduled _,
            CancellationWithdrawn _,
            SubscriptionCancelled _,
            SubscriptionExpired _,
            DunningStarted _,
            DunningStepTaken _,
            SubscriptionHalted _,
            ChargingChanged _,
            DunningEnded _ -> {}
      }
    }

    private static void put(
        Handle handle,
        EntityId id,
        String status,
        Payment payment,
        @Nullable String reason,
        Instant at) {
      PaymentStore.put(handle, id, WHAT, status, payment, reason, at);
    }

    private CompletionStage<Done> plan(EntityId id, long seq, SubscriptionEvent event) {
      var target = new Target(id.key());
      return switch (event) {
        case SubscriptionCreated(_, var at) ->
            schedules.at(
                at.plus(setting("checkout-expires")), BillingJobs.EXPIRE, id.key(), target);
        case DunningStarted(_, _, var since) -> dun(id, since);
        case CancellationScheduled(_, _, var end, _) ->
            schedules
                .at(end, BillingJobs.END_PERIOD, id.key(), target)
                .thenCompose(_ -> sync(target, seq));
        case CancellationWithdrawn _,
            SubscriptionUpgraded _,
            DowngradeScheduled _,
            DowngradeWithdrawn _,
            SubscriptionExpired _ ->
            sync(target, seq);
        case SubscriptionCancelled(_, _, var at) ->
            schedules
                .at(at.plus(setting("clean-up-after")), BillingJobs.CLEAN_UP, id.key(), target)
                .thenCompose(_ -> sync(target, seq));
        case SurplusReceived(var payment, _) -> {
          alarms.raise(
              "payment_surplus",
              id.toString(),
              "%s came by the payment %s, and nothing was owed; give it back."
                  .formatted(payment.amount().shown(), payment.gatewayId()));
          yield done();
        }
        case ForeignPaymentReceived foreign -> {
          alarms.raise("payment_currency", id.toString(), ChargingWords.of(id, foreign));
          yield done();
        }
        case ChargingChanged changed -> {
          ChargingWords.alarm(changed)
              .ifPresent(
                  code -> alarms.raise(code, id.toString(), ChargingWords.of(id, changed, zone)));
          yield done();
        }
        case SubscriptionLinked _,
            SubscriptionActivated _,
            SubscriptionRenewed _,
            SubscriptionDowngraded _,
            PaymentRefundRevoked _,
            PaymentCaptured _,
            PaymentFailed _,
            PaymentRefunded _,
            DunningStepTaken _,
            SubscriptionHalted _,
            DunningEnded _ ->
            done();
      };
    }

    private CompletionStage<Done> dun(EntityId id, Instant since) {
      var planned = done();
      for (int day : BillingJobs.DUNNING_DAYS) {
        planned =
            planned.thenCompose(
                _ ->
                    schedules.at(
                        since.plus(Duration.ofDays(day)),
                        BillingJobs.DUNNING,
                        id.key() + ':' + day,
                        new Step(id.key(), day)));
      }
      return planned;
    }

    /** One job per event: one that runs at the moment cannot be planned anew. */
    private CompletionStage<Done> sync(Target target, long seq) {
      return schedules.at(
          platform.clock().instant(), BillingJobs.SYNC, target.subscription() + ':' + seq, target);
    }

    private Duration setting(String name) {
      return platform.config().getDuration("leadmetrics.billing." + name);
    }

    private static CompletionStage<Done> done() {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
  }
}
