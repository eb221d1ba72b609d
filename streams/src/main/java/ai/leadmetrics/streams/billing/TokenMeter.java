package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCompleted;
import ai.leadmetrics.protocol.billing.TokenBudgetCommand;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.time.Duration;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Counts what runs have used of their month's tokens and has the budget tell when it gets short.
 * Tokens of the offline model cost nothing, but count like others: a budget can be tried without a
 * provider.
 */
public final class TokenMeter implements StreamTask {
  /** Longer than the broker keeps events, so that none is ever counted twice. */
  private static final Duration REMEMBERED = Duration.ofDays(60);

  @Override
  public String name() {
    return "token-meter";
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    var store = new TokenStore(platform, new EntitlementStore(platform));
    return Reactors.start(
        platform,
        name(),
        "agents",
        RunCompleted.class,
        (record, done) -> count(platform, store, record, done));
  }

  private static CompletionStage<Done> count(
      Platform platform, TokenStore store, EventRecord record, RunCompleted done) {
    long tokens = done.inputTokens() + done.outputTokens();
    if (tokens <= 0) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    var at = record.recorded().at();
    return store
        .count(record.id(), at, tokens)
        .thenCompose(_ -> store.spending(record.id().tenant()))
        .thenCompose(
            spending ->
                spending.share() < 0.5
                    ? CompletableFuture.completedFuture(Done.getInstance())
                    : platform
                        .entities()
                        .ask(
                            EntityId.only(record.id().tenant(), Kind.BUDGET),
                            "spent:" + record.id().local(),
                            "system",
                            new TokenBudgetCommand.Report(
                                YearMonth.parse(spending.month()),
                                spending.spent(),
                                spending.budget()))
                        .thenApply(_ -> Done.getInstance()));
  }

  /** For {@link ai.leadmetrics.streams.Jobs}. */
  public static Job job() {
    return new Job.Recurring(
        "usage.tokens.sweep",
        "Forgets which runs were counted, once no event of them can come again",
        new Job.Rhythm.Daily(LocalTime.of(2, 40), ZoneOffset.UTC),
        (platform, now) ->
            new TokenStore(platform, new EntitlementStore(platform)).sweep(now.minus(REMEMBERED)));
  }
}
