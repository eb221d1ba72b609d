package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Schedules;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;

/** Who tenants are on their invoices. */
public final class BillingPartyStore {
  private final Database database;
  private final Clock clock;
  private final Schedules schedules;

  public BillingPartyStore(Platform platform) {
    this.database = platform.database();
    this.clock = platform.clock();
    this.schedules = new Schedules(platform.database());
  }

  /** What the tenant has said; empty until it has. */
  public CompletionStage<Optional<BillingParty>> said(TenantId tenant) {
    return database.read(handle -> said(handle, tenant));
  }

  /** From now on; what the gateway collects follows from the next period on. */
  public CompletionStage<Done> put(TenantId tenant, BillingParty party) {
    var now = clock.instant();
    return database
        .transact(
            handle ->
                handle
                    .createUpdate(
                        "insert into core.billing_party (tenant, party) values (:tenant, :party)"
                            + " on conflict (tenant) do update set party = excluded.party")
                    .bind("tenant", tenant.value())
                    .bind("party", Json.text(party))
                    .execute())
        .thenCompose(
            _ ->
                schedules.at(
                    now,
                    BillingJobs.REPRICE,
                    tenant.value() + ':' + now.toEpochMilli(),
                    new BillingJobs.Buyer(tenant.value())));
  }

  /** As {@link #said}; where a tenant has said nothing, as its settings have it. */
  CompletionStage<BillingParty> of(TenantId tenant) {
    return database.read(handle -> of(handle, tenant));
  }

  static BillingParty of(Handle handle, TenantId tenant) {
    return said(handle, tenant)
        .orElseGet(
            () -> DefaultParty.of(facts(handle, tenant).orElse(TenantFacts.NONE), tenant.value()));
  }

  private static Optional<BillingParty> said(Handle handle, TenantId tenant) {
    return handle
        .createQuery("select party from core.billing_party where tenant = ?")
        .bind(0, tenant.value())
        .mapTo(String.class)
        .findOne()
        .map(json -> Json.read(json, BillingParty.class));
  }

  private static Optional<TenantFacts> facts(Handle handle, TenantId tenant) {
    return handle
        .createQuery("select facts from core.tenant where id = ?")
        .bind(0, tenant.value())
        .mapTo(String.class)
        .findOne()
        .map(json -> Json.read(json, TenantFacts.class));
  }
}
