package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Commit;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Release;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Reserve;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Reset;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.TopUp;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The way to a tenant's credits. Whoever asks may ask again: entries happen once. A period that is
 * due begins with the first request that needs it, so that no clock has to strike for anybody.
 */
public final class CreditStore {
  private final Platform platform;
  private final EntitlementStore entitlements;

  public CreditStore(Platform platform, EntitlementStore entitlements) {
    this.platform = platform;
    this.entitlements = entitlements;
  }

  /**
   * Sets aside what work may cost at most.
   *
   * @param creditType see {@code credit-types.json}
   * @param lasts after this the reservation is given back by itself
   */
  public CompletionStage<Reply> reserve(
      TenantId tenant, EntryId entry, String creditType, long units, Duration lasts) {
    var now = now();
    return ask(tenant, "system", new Reserve(entry, creditType, units, now, now.plus(lasts)));
  }

  /** The work is done and took {@code units}. */
  public CompletionStage<Reply> commit(TenantId tenant, EntryId entry, long units) {
    return ask(tenant, "system", new Commit(entry, units, now()));
  }

  /** The work was not done. */
  public CompletionStage<Reply> release(TenantId tenant, EntryId entry) {
    return ask(tenant, "system", new Release(entry, now()));
  }

  /**
   * Adds credits that were paid for, once per payment.
   *
   * @param paidAt when the payment was captured, as the gateway says; the same whenever it is told
   */
  public CompletionStage<Reply> topUp(
      TenantId tenant, long amount, String paymentId, Instant paidAt) {
    var entry = EntryId.of(paidAt, "top-up", paymentId);
    return ask(tenant, "system", new TopUp(entry, amount, paymentId, now()));
  }

  /** Sends any command; begins the period first where the ledger wants that. */
  public CompletionStage<Reply> ask(TenantId tenant, String by, CreditLedgerCommand command) {
    return tell(tenant, by, command)
        .thenCompose(
            reply ->
                reply instanceof Reply.Refused(var rejection)
                        && rejection.is(BillingError.CREDIT_PERIOD_OVER)
                    ? refresh(tenant).thenCompose(_ -> tell(tenant, by, command))
                    : CompletableFuture.completedFuture(reply));
  }

  /** Tells the ledger what the tenant's plan gives it now. */
  public CompletionStage<Reply> refresh(TenantId tenant) {
    var now = now();
    return entitlements
        .allowance(tenant, now)
        .thenCompose(
            allowance ->
                tell(
                    tenant,
                    "system",
                    new Reset(
                        Period.containing(allowance.anchor(), now),
                        allowance.credits(),
                        allowance.overage(),
                        now)));
  }

  /**
   * Every command has an id of its own: that the same entry happens once, and that another content
   * is a conflict, is for the ledger to say.
   */
  private CompletionStage<Reply> tell(TenantId tenant, String by, CreditLedgerCommand command) {
    return platform
        .entities()
        .ask(EntityId.only(tenant, Kind.CREDITS), "credits:" + UUID.randomUUID(), by, command);
  }

  private Instant now() {
    return platform.clock().instant();
  }
}
