package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Period;
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
import ai.leadmetrics.protocol.billing.Terms;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** What a subscription pays for becomes what its tenant may use, and its credits. */
public final class EntitlementReactor implements StreamTask {
  @Override
  public String name() {
    return "entitlements";
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    var entitlements = new EntitlementStore(platform);
    var credits = new CreditStore(platform, entitlements);
    return Reactors.start(
        platform,
        name(),
        "billing",
        SubscriptionEvent.class,
        (record, event) -> {
          var change = change(event);
          return change == null
              ? done()
              : store(platform, record, change)
                  .thenCompose(_ -> credits.refresh(record.id().tenant()))
                  .thenCompose(_ -> done());
        });
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  /**
   * @param terms absent where only {@code live} changes
   */
  private record Change(@Nullable Terms terms, @Nullable Period paid, boolean live) {}

  private static @Nullable Change change(SubscriptionEvent event) {
    return switch (event) {
      case SubscriptionActivated(var terms, var period, _, _, _) -> new Change(terms, period, true);
      case SubscriptionRenewed(var terms, var period, _, _, _) -> new Change(terms, period, true);
      case SubscriptionUpgraded(_, var terms, var period, _, _, _) ->
          new Change(terms, period, true);
      case SubscriptionHalted _, SubscriptionCancelled _, SubscriptionExpired _ ->
          new Change(null, null, false);
      case DunningEnded(_, var wasHalted, _) when wasHalted -> new Change(null, null, true);
      // A smaller plan counts once its first period is paid for: by the renewal that follows.
      case SubscriptionDowngraded _,
          DunningEnded _,
          SubscriptionCreated _,
          SubscriptionLinked _,
          DowngradeScheduled _,
          DowngradeWithdrawn _,
          CancellationScheduled _,
          CancellationWithdrawn _,
          PaymentCaptured _,
          SurplusReceived _,
          PaymentFailed _,
          ForeignPaymentReceived _,
          PaymentRefunded _,
          PaymentRefundRevoked _,
          ChargingChanged _,
          DunningStarted _,
          DunningStepTaken _ ->
          null;
    };
  }

  private static CompletionStage<Integer> store(
      Platform platform, EventRecord record, Change change) {
    var terms = change.terms();
    var paid = change.paid();
    return platform
        .database()
        .transact(
            handle ->
                terms == null || paid == null
                    ? handle
                        .createUpdate(
                            "update core.entitlement set live = :live, seq = :seq"
                                + " where tenant = :tenant and source = :source and seq < :seq")
                        .bind("live", change.live())
                        .bind("seq", record.seq())
                        .bind("tenant", record.id().tenant().value())
                        .bind("source", record.id().local())
                        .execute()
                    : handle
                        .createUpdate(
                            """
                            insert into core.entitlement as e
                              (tenant, source, plan, version, anchor, paid_until, live, seq)
                            values (:tenant, :source, :plan, :version, :from, :until, true, :seq)
                            on conflict (tenant, source) do update
                            set plan = excluded.plan, version = excluded.version,
                              paid_until = greatest(e.paid_until, excluded.paid_until),
                              live = true, seq = excluded.seq
                            where e.seq < excluded.seq
                            """)
                        .bind("tenant", record.id().tenant().value())
                        .bind("source", record.id().local())
                        .bind("plan", terms.plan().wire())
                        .bind("version", terms.version())
                        .bind("from", at(paid.start()))
                        .bind("until", at(paid.end()))
                        .bind("seq", record.seq())
                        .execute());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
