package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.CreditLedgerCommand.ExpireDue;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What has to happen to credits of tenants that do nothing. Whoever does something is up to date
 * without: ledgers see for themselves what is due.
 */
public final class CreditJobs {
  /** As many tenants at a time; the rest is due again in the next run. */
  private static final int BATCH = 1_000;

  public static final Job EXPIRY =
      new Job.Recurring(
          "billing.credits.expiry",
          "Gives back credits that were reserved for work which never ended",
          new Job.Rhythm.Every(Duration.ofMinutes(1)),
          CreditJobs::expire);

  public static final Job PERIODS =
      new Job.Recurring(
          "billing.credits.reset",
          "Begins the next period of credits where one is over",
          new Job.Rhythm.Every(Duration.ofMinutes(5)),
          CreditJobs::begin);

  private CreditJobs() {}

  private static CompletionStage<?> expire(Platform platform, Instant now) {
    var credits = new CreditStore(platform, new EntitlementStore(platform));
    return each(
        platform,
        "select distinct tenant from credits.hold where expires_at <= :now limit :limit",
        now,
        tenant -> credits.ask(tenant, "system", new ExpireDue(now)));
  }

  private static CompletionStage<?> begin(Platform platform, Instant now) {
    var credits = new CreditStore(platform, new EntitlementStore(platform));
    return each(
        platform,
        "select tenant from credits.account where period_end <= :now limit :limit",
        now,
        credits::refresh);
  }

  private static CompletionStage<?> each(
      Platform platform, String sql, Instant now, Function<TenantId, CompletionStage<?>> work) {
    return platform
        .database()
        .read(
            handle ->
                CreditsView.isThere(handle)
                    ? handle
                        .createQuery(sql)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("limit", BATCH)
                        .mapTo(String.class)
                        .list()
                    : List.<String>of())
        .thenCompose(tenants -> InTurn.each(tenants.stream().map(TenantId::new).toList(), work));
  }
}
