package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.billing.CreditNotices;
import ai.leadmetrics.streams.billing.SubscriptionNotices;
import java.util.List;

/** Every source of notices, one line each. */
final class NoticeSources {
  static final List<NoticeSource> ALL =
      List.of(
          new InboxNotices(),
          new SubscriptionNotices(),
          new CreditNotices(),
          new LeadNotices(),
          new TeamNotices(),
          new IdentityNotices(),
          new InvoiceNotices(),
          new BudgetNotices());

  private NoticeSources() {}
}
