package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.kit.Database;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Who tenants are on their invoices. */
public final class BillingPartyStore {
  private final Database database;

  public BillingPartyStore(Database database) {
    this.database = database;
  }

  /** What the tenant has said; empty until it has. */
  public CompletionStage<Optional<BillingParty>> said(TenantId tenant) {
    return database.read(handle -> said(handle, tenant));
  }

  public CompletionStage<Integer> put(TenantId tenant, BillingParty party) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "insert into core.billing_party (tenant, party) values (:tenant, :party)"
                        + " on conflict (tenant) do update set party = excluded.party")
                .bind("tenant", tenant.value())
                .bind("party", Json.text(party))
                .execute());
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
