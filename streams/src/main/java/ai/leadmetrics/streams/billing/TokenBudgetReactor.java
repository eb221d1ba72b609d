package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.TokenBudgetEvent.TokenBudgetSet;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import org.apache.pekko.Done;

/** Keeps the tenants' own token limits where workers look them up. */
public final class TokenBudgetReactor implements StreamTask {
  @Override
  public String name() {
    return "token-budgets";
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
        "billing",
        TokenBudgetSet.class,
        (record, set) ->
            store
                .keep(record.id().tenant(), set.tokens(), record.seq())
                .thenApply(_ -> Done.getInstance()));
  }
}
