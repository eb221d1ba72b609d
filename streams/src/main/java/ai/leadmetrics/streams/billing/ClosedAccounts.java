package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.SubscriptionCommand.CancelNow;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Cancelled;
import ai.leadmetrics.protocol.tenancy.TenantState;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Whoever has closed the account is charged no more: its subscriptions end with it. */
public final class ClosedAccounts implements StreamTask {
  /** Closed for longer, a tenant may have been taken back: then its list says so. */
  private static final Duration NEWS = Duration.ofHours(1);

  @Override
  public String name() {
    return "closed-accounts";
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    return Reactors.start(
        platform,
        name(),
        "tenancy",
        Cancelled.class,
        (record, closed) -> {
          var tenant = record.id().tenant();
          return isClosed(platform, tenant, closed.at())
              .thenCompose(
                  over ->
                      over
                          ? end(platform, tenant, "closed:" + record.seq(), closed.at())
                          : CompletableFuture.completedFuture(Done.getInstance()));
        });
  }

  /** Whether nothing of a tenant is to be paid for any more. */
  static boolean isOver(TenantState state) {
    return state == TenantState.CANCELLED || state == TenantState.ERASED;
  }

  private static CompletionStage<Boolean> isClosed(
      Platform platform, TenantId tenant, Instant since) {
    return platform.clock().instant().isBefore(since.plus(NEWS))
        ? CompletableFuture.completedFuture(true)
        : new TenantStore(platform.database())
            .facts(tenant)
            .thenApply(facts -> facts.filter(known -> isOver(known.state())).isPresent());
  }

  private static CompletionStage<Done> end(
      Platform platform, TenantId tenant, String command, Instant at) {
    return new SubscriptionStore(platform.database())
        .of(tenant)
        .thenCompose(
            rows ->
                InTurn.each(
                    rows.stream().filter(row -> !row.status().isOver()).toList(),
                    row ->
                        platform
                            .entities()
                            .ask(
                                row.id(), command, "system", new CancelNow("account_closed", at))));
  }
}
