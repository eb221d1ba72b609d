package ai.leadmetrics.cluster.bench;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Adjust;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.CreditsQueries;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Many callers at once reserve a credit each from a tenant that cannot pay for all of them; those
 * who got one use it. Every command is stored before it is answered.
 */
public final class CreditsBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LASTS = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 100;

  private final Platform platform;
  private final CreditStore credits;
  private final CreditsQueries queries;

  public CreditsBenchmark(Platform platform) {
    var entitlements = new EntitlementStore(platform);
    this.platform = platform;
    this.credits = new CreditStore(platform, entitlements);
    this.queries = new CreditsQueries(platform.database(), entitlements);
  }

  private record Asked(EntryId entry, Reply reply, long nanos) {}

  /**
   * @param callers how many ask
   * @param affordable how many credits there are
   * @return the figures, in the order in which they are printed
   */
  public Map<String, Object> run(int callers, int affordable) throws InterruptedException {
    var tenant = new TenantId("bench-" + Long.toString(System.currentTimeMillis(), 36));
    provide(tenant, affordable);
    var entries =
        IntStream.range(0, callers)
            .mapToObj(i -> EntryId.of(platform.clock().instant(), tenant.value(), "" + i))
            .toList();

    long begin = System.nanoTime();
    var stages = entries.stream().map(entry -> reserve(tenant, entry)).toList();
    var asked = stages.stream().map(CreditsBenchmark::join).toList();
    long reserved = System.nanoTime();
    var granted = asked.stream().filter(ask -> ask.reply() instanceof Reply.Done).toList();
    long refused =
        asked.stream()
            .filter(
                ask ->
                    ask.reply() instanceof Reply.Refused(var why)
                        && why.is(BillingError.INSUFFICIENT_CREDITS))
            .count();
    var commits = granted.stream().map(ask -> credits.commit(tenant, ask.entry(), 1)).toList();
    long committed =
        commits.stream()
            .filter(stage -> join(stage) instanceof Reply.Done(_, var changed) && changed)
            .count();
    awaitStatement(tenant, affordable - committed);

    var overview = join(queries.overview(tenant));
    var figures = new LinkedHashMap<String, Object>();
    figures.put("callers", callers);
    figures.put("credits", affordable);
    figures.put("succeeded", granted.size());
    figures.put("refused", refused);
    figures.put("committed", committed);
    figures.put("statement_sum", join(queries.sum(tenant)));
    figures.put("balance", overview.balance());
    figures.put("held", overview.held());
    figures.put("unspent", (long) Math.max(0, affordable - callers));
    figures.put("seconds", Math.round((reserved - begin) / 1e6) / 1000.0);
    figures.put("answers_per_s", Math.round(callers / ((reserved - begin) / 1e9)));
    var nanos = asked.stream().mapToLong(Asked::nanos).sorted().toArray();
    figures.put("p50_ms", percentile(nanos, 50));
    figures.put("p99_ms", percentile(nanos, 99));
    return figures;
  }

  /** Brings a new tenant's credits to what is wanted; the first command finds everything cold. */
  private void provide(TenantId tenant, int affordable) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        join(credits.refresh(tenant));
        break;
      } catch (CompletionException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
    awaitPeriod(tenant);
    long delta = affordable - join(queries.overview(tenant)).balance();
    var now = platform.clock().instant();
    if (delta != 0) {
      join(
          credits.ask(
              tenant, "bench", new Adjust(EntryId.next(), delta, "benchmark", "bench", now)));
    }
  }

  private void awaitPeriod(TenantId tenant) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (join(queries.overview(tenant)).period() == null && System.nanoTime() < deadline) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void awaitStatement(TenantId tenant, long balance) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      var overview = join(queries.overview(tenant));
      if (overview.held() == 0 && overview.balance() == balance) {
        return;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private CompletionStage<Asked> reserve(TenantId tenant, EntryId entry) {
    long begin = System.nanoTime();
    return credits
        .reserve(tenant, entry, "lead-responder", 1, LASTS)
        .thenApply(reply -> new Asked(entry, reply, System.nanoTime() - begin));
  }

  private static double percentile(long[] sorted, int percent) {
    int index = Math.clamp((long) sorted.length * percent / 100, 0, sorted.length - 1);
    return Math.round(sorted[index] / 1e5) / 10.0;
  }

  /** Whether nobody got what was not there, and the statement is the balance. */
  public static boolean holds(Map<String, Object> figures) {
    return Objects.equals(figures.get("statement_sum"), figures.get("balance"))
        && Objects.equals(figures.get("held"), 0L)
        && Objects.equals(figures.get("balance"), figures.get("unspent"));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
