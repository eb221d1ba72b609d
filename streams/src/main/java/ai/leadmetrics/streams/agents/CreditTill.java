package ai.leadmetrics.streams.agents;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.streams.billing.ContactRoom;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.billing.TokenStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pays for runs with the tenant's credits. The entry follows from the run, so that a node that
 * takes a run over finds the reservation of the one that died; one that has expired meanwhile is
 * followed by a second, which follows from the run as well.
 */
final class CreditTill implements Till {
  private static final Logger LOG = LoggerFactory.getLogger(CreditTill.class);

  private final CreditStore credits;
  private final EntitlementStore entitlements;
  private final ContactRoom contacts;
  private final TokenStore tokens;
  private final Duration lasts;
  private final Clock clock;
  private final MeterRegistry metrics;

  /**
   * @param lasts how long a run may take before its credits come back
   */
  CreditTill(
      CreditStore credits,
      EntitlementStore entitlements,
      ContactRoom contacts,
      TokenStore tokens,
      Duration lasts,
      Clock clock,
      MeterRegistry metrics) {
    this.credits = credits;
    this.entitlements = entitlements;
    this.contacts = contacts;
    this.tokens = tokens;
    this.lasts = lasts;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public Opened open(AgentWork work) {
    var tenant = work.run().tenant();
    if (await(entitlements.contains(tenant, work.agent())).isPresent()) {
      return new Opened.MayNot(NOT_IN_PLAN);
    }
    if (work.subject().local().startsWith(Kind.CONVERSATION.prefix())
        && !await(contacts.includes(work.subject()))) {
      return new Opened.MayNot(NO_ROOM);
    }
    var thrift = Thrift.of(await(tokens.recent(tenant)));
    if (thrift == Thrift.PEOPLE) {
      return new Opened.MayNot(NO_TOKENS);
    }
    // The last is new each time: whatever of it is left behind expires, and only one is charged.
    var again = EntryId.of(clock.instant(), "run", work.run().local(), "again");
    for (var entry : List.of(entry(work), second(work), again)) {
      switch (reserve(work, entry)) {
        case Reply.Done _ -> {
          return new Opened.May(entry, thrift);
        }
        case Reply.Refused(var rejection) when isOver(rejection) ->
            LOG.info("{} of {} is over: {}", entry, work.run(), rejection.code());
        case Reply.Refused(var rejection) when isUnaffordable(rejection) -> {
          return new Opened.MayNot(NO_CREDITS);
        }
        case Reply.Refused(var rejection) ->
            throw new IllegalStateException(work.run() + " cannot reserve: " + rejection.code());
      }
    }
    throw new IllegalStateException(work.run() + " finds no entry to reserve under");
  }

  @Override
  public EntryId entry(AgentWork work) {
    return EntryId.of(work.at(), "run", work.run().local());
  }

  private static EntryId second(AgentWork work) {
    return EntryId.of(work.at(), "run", work.run().local(), "second");
  }

  private Reply reserve(AgentWork work, EntryId entry) {
    return await(credits.reserve(work.run().tenant(), entry, work.agent(), 1, lasts));
  }

  private static boolean isOver(Rejection rejection) {
    return rejection.is(BillingError.RESERVATION_EXPIRED)
        || rejection.is(BillingError.ENTRY_TOO_OLD);
  }

  private static boolean isUnaffordable(Rejection rejection) {
    return rejection.is(BillingError.INSUFFICIENT_CREDITS)
        || rejection.is(BillingError.CREDITS_LOCKED);
  }

  @Override
  public void charge(AgentWork work, EntryId entry) {
    var first = commit(work, entry);
    if (first instanceof Reply.Refused(var rejection)
        && rejection.is(BillingError.RESERVATION_EXPIRED)
        && reserve(work, second(work)) instanceof Reply.Done) {
      first = commit(work, second(work));
    }
    if (first instanceof Reply.Refused(var rejection)) {
      metrics.counter("leadmetrics.credits.uncharged", "reason", rejection.code()).increment();
      LOG.warn("{} is not charged: {}", work.run(), rejection.code());
    }
  }

  private Reply commit(AgentWork work, EntryId entry) {
    return await(credits.commit(work.run().tenant(), entry, 1));
  }

  @Override
  public void giveBack(AgentWork work, EntryId entry) {
    await(credits.release(work.run().tenant(), entry));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
