package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.protocol.billing.AccountingEntry;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.AccountingStore;
import java.util.List;

/** What has reached the books that are kept elsewhere. */
public final class ManageAccountingApi {
  private static final String PATH = "/api/v1/manage/invoices/{tenant}/{id}/accounting";

  private final AccountingStore store;

  public ManageAccountingApi(AccountingStore store) {
    this.store = store;
  }

  record InvoiceAccounting(@Path TenantId tenant, @Path(kind = Kind.INVOICE) EntityId id) {}

  /**
   * @param on whether there are such books
   */
  record AccountingReport(boolean on, List<AccountingEntry> entries) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "getInvoiceAccounting", "What of an invoice has reached the books")
            .platform(Permission.INVOICES_MANAGE)
            .takes(InvoiceAccounting.class)
            .answers(
                AccountingReport.class,
                (_, asked) ->
                    store
                        .of(asked.id())
                        .thenApply(entries -> new AccountingReport(store.isOn(), entries))),
        Endpoint.post(PATH + "/retry", "retryInvoiceAccounting", "Try again what failed, soon")
            .platform(Permission.INVOICES_MANAGE)
            .takes(InvoiceAccounting.class)
            .accepts((_, asked) -> store.retry(asked.id())));
  }
}
