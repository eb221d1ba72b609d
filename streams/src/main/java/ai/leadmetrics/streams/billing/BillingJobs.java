package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.billing.SubscriptionState;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.EndPeriod;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Expire;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.StepDunning;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the clock does to subscriptions. */
public final class BillingJobs {
  private static final String SYSTEM = "system";

  /** Days after the first failure on which the tenant is told again. */
  static final List<Integer> DUNNING_DAYS = List.of(1, 3, 7, 14);

  private BillingJobs() {}

  /**
   * @param subscription its key
   */
  public record Target(String subscription) {
    EntityId id() {
      return EntityId.parse(subscription);
    }
  }

  /** The tenant whose price with tax has changed. */
  public record Buyer(String tenant) {}

  /** A day of dunning. */
  public record Step(String subscription, int day) {}

  static final Job.OneTime<Target> EXPIRE =
      new Job.OneTime<>(
          "billing.subscription.expire",
          "Gives a checkout up that nobody finished.",
          Target.class,
          (platform, now, target) -> tell(platform, target, "expire", new Expire(now)));

  static final Job.OneTime<Target> END_PERIOD =
      new Job.OneTime<>(
          "billing.subscription.end",
          "Ends a cancelled subscription with the period that was paid for.",
          Target.class,
          (platform, now, target) ->
              tell(platform, target, "end:" + now.getEpochSecond(), new EndPeriod(null, now)));

  static final Job.OneTime<Step> DUNNING =
      new Job.OneTime<>(
          "billing.dunning",
          "Reminds of a failed payment on days 1, 3, 7 and 14; after the last the tenant freezes.",
          Step.class,
          (platform, now, step) ->
              tell(
                  platform,
                  new Target(step.subscription()),
                  "dunning:" + step.day() + ':' + now.getEpochSecond(),
                  new StepDunning(step.day(), now)));

  static final Job.OneTime<Target> SYNC =
      new Job.OneTime<>(
          "billing.gateway.sync",
          "Makes the payment provider do what was decided here.",
          Target.class,
          (platform, _, target) -> new GatewaySync(platform).agree(target.id()));

  static final Job.OneTime<Buyer> REPRICE =
      new Job.OneTime<>(
          "billing.gateway.reprice",
          "Has the payment provider collect what a tenant pays that is taxed otherwise from now"
              + " on.",
          Buyer.class,
          (platform, _, buyer) -> new GatewaySync(platform).agree(new TenantId(buyer.tenant())));

  static final Job.OneTime<Target> CLEAN_UP =
      new Job.OneTime<>(
          "billing.tenant.clean-up",
          "Closes a tenant that has had no subscription for a while.",
          Target.class,
          BillingJobs::cleanUp);

  /** One line each. */
  public static List<Job> all() {
    return List.of(EXPIRE, END_PERIOD, DUNNING, SYNC, REPRICE, CLEAN_UP, RECONCILE);
  }

  private static final Job RECONCILE =
      new Job.Recurring(
          "billing.reconcile",
          "Compares subscriptions and payments with the payment provider; repairs or alarms.",
          new Job.Rhythm.Daily(LocalTime.of(2, 30), ZoneId.of("Asia/Kolkata")),
          (platform, now) -> new GatewaySync(platform).all(now));

  private static CompletionStage<?> tell(
      Platform platform, Target target, String command, SubscriptionCommand body) {
    return platform.entities().ask(target.id(), command, SYSTEM, body);
  }

  /** Closes it; whoever is closed is erased after the time that tenants have for their data. */
  private static CompletionStage<?> cleanUp(Platform platform, Instant now, Target target) {
    var tenant = target.id().tenant();
    var since = now.minus(platform.config().getDuration("leadmetrics.billing.clean-up-after"));
    return new SubscriptionStore(platform.database())
        .of(tenant)
        .thenCompose(
            rows ->
                !isLeft(rows.stream().map(SubscriptionStore.Row::state).toList(), since)
                    ? CompletableFuture.completedFuture(null)
                    : platform
                        .entities()
                        .ask(
                            EntityId.ofTenant(tenant),
                            "clean-up:" + target.subscription() + ":cancel",
                            SYSTEM,
                            new TenantCommand.Cancel(now, now)));
  }

  /** Whether nothing runs, and nothing has since: what ended later is looked at in its own time. */
  static boolean isLeft(List<SubscriptionState> all, Instant since) {
    return all.stream()
        .allMatch(
            one -> {
              var status = one.status();
              var ended = one.endedAt();
              return status != null && status.isOver() && (ended == null || !ended.isAfter(since));
            });
  }
}
