package ai.leadmetrics.streams;

import ai.leadmetrics.streams.billing.AccountingSync;
import ai.leadmetrics.streams.billing.BillingJobs;
import ai.leadmetrics.streams.billing.CreditJobs;
import ai.leadmetrics.streams.billing.InvoiceJobs;
import ai.leadmetrics.streams.billing.TokenMeter;
import ai.leadmetrics.streams.identity.UnprovedAccounts;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.notifications.Digests;
import ai.leadmetrics.streams.notifications.NoticeRetention;
import ai.leadmetrics.streams.ops.DeadLetterRetention;
import ai.leadmetrics.streams.tenancy.Erasure;
import ai.leadmetrics.streams.tenancy.SignUps;
import ai.leadmetrics.streams.tenancy.StayStore;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a clock starts, one line each. */
public final class Jobs {
  private Jobs() {}

  public static List<Job> all() {
    return Stream.concat(
            Stream.of(
                CreditJobs.EXPIRY,
                CreditJobs.PERIODS,
                TokenMeter.job(),
                InvoiceJobs.generate(),
                InvoiceJobs.overdue(),
                AccountingSync.PUSH,
                Digests.JOB,
                NoticeRetention.JOB,
                DeadLetterRetention.JOB,
                StayStore.JOB,
                Erasure.CANCEL,
                Erasure.ERASE,
                Erasure.SWEEP,
                SignUps.CLEAN_UP,
                UnprovedAccounts.REMOVE),
            BillingJobs.all().stream())
        .toList();
  }
}
