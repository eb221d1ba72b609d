package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.TokenBudgetEvent;
import ai.leadmetrics.protocol.billing.TokenBudgetEvent.TokenBudgetReached;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.NoticeSource;
import java.util.List;
import java.util.Map;

/** Token budgets that get short. */
final class BudgetNotices implements NoticeSource {
  @Override
  public String context() {
    return "billing";
  }

  @Override
  public Class<?> events() {
    return TokenBudgetEvent.class;
  }

  @Override
  public List<Notice> of(EventRecord record) {
    return record.event() instanceof TokenBudgetReached(var month, var percent, _, var budget)
        ? List.of(
            new Notice(
                    record.id().tenant(),
                    new Audience.Holding(Permission.BILLING_MANAGE),
                    "token-budget",
                    Map.of("percent", Integer.toString(percent), "budget", Long.toString(budget)),
                    "/settings/usage")
                .dated("month", month))
        : List.of();
  }
}
